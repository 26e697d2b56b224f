import type { AuditedDecision } from '#governance';
import type { ItemId } from '#platform';
import { decisionsPage } from './ig-decisions.view-model.js';

const denied: AuditedDecision = {
  item: '02442dd0-d654-57c1-9d70-3b83e4656fc9' as ItemId,
  recipient: 'urn:agency:la:873/mash',
  agency: 'urn:agency:ods:G7H8J',
  kind: 'health.was-not-brought',
  outcome: 'DENY',
  row: 'D9',
  purpose: 'SCREENING',
  modifiers: [],
  reasons: ['AGREEMENT.NOT_ASKED'],
  standsOn: [],
  bases: undefined,
  ruleset: '2026-11.1',
  decidedAt: new Date('2026-11-23T09:30:00Z'),
};
const nameOf = (code: string) => (code.endsWith('/mash') ? 'Front door' : 'Community Health');
const none = { outcome: undefined, row: undefined, agency: undefined };

describe('decisions as information governance reads them', () => {
  it('says what was decided, for whom and on which row, in words', () => {
    const page = decisionsPage({ rows: [denied], page: 1, more: false }, none, [], nameOf);
    expect(page.rows[0]).toMatchObject({
      agency: 'Community Health',
      recipient: 'Front door',
      tag: { text: 'Deny' },
      ground: 'D9: No agreement in force',
    });
  });

  it('names the modifier where no row settled it, and no kind where it may not be told', () => {
    const settled: AuditedDecision = { ...denied, row: undefined, modifiers: ['M1'], kind: undefined };
    const [row] = decisionsPage({ rows: [settled], page: 1, more: false }, none, [], nameOf).rows;
    expect(row).toMatchObject({ ground: 'Settled by M1', item: 'Kind may not be told' });
  });
});
