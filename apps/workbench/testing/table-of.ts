import type { Answer } from './visitor.js';

/** Rows of the table with this caption, cells in order, blanks made one. */
export function tableOf(page: Answer, caption: string): readonly string[] {
  const table = page.$('table').filter((_index, each) => page.$(each).find('caption').text() === caption);
  return table
    .find('tbody tr')
    .map((_index, row) =>
      page
        .$(row)
        .find('th, td')
        .map((_at, cell) => page.$(cell).text().replaceAll(/\s+/g, ' ').trim())
        .get()
        .join(' '),
    )
    .get();
}
