/** Parameters of `govukPagination`; undefined where one page is all. */
export function paginationOf(pageNumber: number, pageCount: number, hrefOf: (page: number) => string) {
  if (pageCount <= 1) return undefined;
  const near = [1, pageNumber - 1, pageNumber, pageNumber + 1, pageCount];
  const numbers = [...new Set(near)].filter((page) => page >= 1 && page <= pageCount);
  const items = numbers.flatMap((page, index) => {
    const link = { number: page, href: hrefOf(page), current: page === pageNumber };
    const gap = index > 0 && page - (numbers[index - 1] ?? 0) > 1;
    return gap ? [{ ellipsis: true }, link] : [link];
  });
  return {
    ...(pageNumber > 1 ? { previous: { href: hrefOf(pageNumber - 1) } } : {}),
    ...(pageNumber < pageCount ? { next: { href: hrefOf(pageNumber + 1) } } : {}),
    items,
  };
}
