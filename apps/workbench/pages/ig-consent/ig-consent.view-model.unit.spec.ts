import type { ItemId } from '#platform';
import type { Turn } from '#governance';
import { turnsPage } from './ig-consent.view-model.js';

const turn = (what: Turn['what']): Turn => ({
  ...{ item: 'item-1' as ItemId, what, at: new Date('2026-11-20T10:00:00Z'), kind: undefined },
  ...{ agency: 'urn:agency:force:35', agreement: undefined },
});

describe('What released an item or let it cease, where no agreement did', () => {
  it('is never said to be a link of records alone, which an override may have been', () => {
    const list = { rows: [turn('ItemReleased'), turn('ItemCeased')], page: 1, more: false };
    const { rows } = turnsPage(list, (code) => code);
    expect(rows.map(({ otherwise }) => otherwise)).toEqual([
      'A link of records, or an override',
      'Time alone, a link of records, or an override',
    ]);
  });
});
