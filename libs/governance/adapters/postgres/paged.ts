export const PAGE_SIZE = 25;

/** One page of a list; one row more is asked for than is shown, which tells whether another page follows. */
export interface Paged<T> {
  readonly rows: readonly T[];
  readonly page: number;
  readonly more: boolean;
}

export const pageOf = (page: number) => ({ limit: PAGE_SIZE + 1, offset: (page - 1) * PAGE_SIZE });

export const paged = <T>(rows: readonly T[], page: number): Paged<T> => ({
  rows: rows.slice(0, PAGE_SIZE),
  page,
  more: rows.length > PAGE_SIZE,
});
