import { readFileSync } from 'node:fs';
import { loadRulesets } from '../../index.js';
import { readClauses } from './read-table.js';
import { renderTable } from './render-table.js';
import { TABLE_PAGE, writtenTable } from './written-table.js';

const newest = loadRulesets().at(-1);

describe('The page of every case', () => {
  it('is committed as it is written', () => {
    expect(readFileSync(TABLE_PAGE, 'utf8')).toBe(writtenTable());
  });

  it('tells a case in words: what differs from the usual, and the answer', () => {
    if (!newest) throw new Error('There is no rule set');
    const sheet = {
      title: 'Planted',
      cases: [
        {
          name: 'A case | with a bar',
          about: ['D6'],
          given: {
            agreements: [{}],
            sharing: { realChoice: true },
            orders: [],
            rules: { duty_16LA_from: null },
          },
          then: {},
        },
      ],
    };
    const page = renderTable([sheet], readClauses(), newest);
    expect(page).toContain(
      '| 1 | A case / with a bar | agreements: the usual one; sharing: (realChoice yes); orders: none; rules: (duty_16LA_from not set) | PERMIT D6: AGREEMENT.VALID |',
    );
    expect(page).toMatch(/\| D6 \| .* \| 1 \|/);
  });
});
