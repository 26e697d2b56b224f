import type { ItemId, Uuid } from '#platform';
import type { Turn } from '#governance';
import { turnsPage } from './ig-consent.view-model.js';

const turn = (what: Turn['what'], override?: string): Turn => ({
  ...{ item: 'item-1' as ItemId, what, at: new Date('2026-11-20T10:00:00Z'), kind: undefined },
  ...{ agency: 'urn:agency:force:35', agreement: undefined, override: override as Uuid | undefined },
});

const causes = (...rows: readonly Turn[]) =>
  turnsPage({ rows, page: 1, more: false }, (code) => code).rows.map(({ otherwise }) => otherwise);

describe('What released an item or let it cease, where no agreement did', () => {
  it('is the override that did, by the name that people read out', () => {
    const override = '0a1b2c3d-0000-4000-8000-000000000001';
    expect(causes(turn('ItemReleased', override), turn('ItemCeased', override))).toEqual([
      'Override O-0A1B2C',
      'Override O-0A1B2C',
    ]);
  });

  it('is never said to be a link of records alone, which the end of a decision not to share may have been', () => {
    expect(causes(turn('ItemReleased'), turn('ItemCeased'))).toEqual([
      'Time alone, a link of records, or the end of a decision not to share',
      'Time alone, or a link of records',
    ]);
  });
});
