import fc from 'fast-check';
import { csvLine } from './csv.js';

/** Reads one line as RFC 4180 says. */
function read(line: string): readonly string[] {
  const cells = [...line.replace(/\r\n$/, '').matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)];
  return cells.map(([, cell = '']) => cell.replaceAll('""', '"'));
}

describe('A line of a file for a spreadsheet', () => {
  it('reads back as what was written, whatever it holds', () => {
    const plain = fc.string().filter((text) => !/^[=+\-@\t\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (cells) => {
        expect(read(csvLine(cells))).toEqual(cells);
      }),
    );
  });

  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'keeps %j from being taken for a formula',
    (text) => {
      expect(read(csvLine([text]))).toEqual([`'${text}`]);
    },
  );

  it('leaves a cell empty where there is nothing', () => {
    expect(csvLine([undefined, 7])).toBe('"","7"\r\n');
  });
});
