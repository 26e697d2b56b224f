import type { AgencyId, PersonId } from '#platform';
import type { Agency } from '#access';
import type { PermittedItem } from '../../application/decide-for-viewer.js';
import { keepMatching } from '../../application/timeline-filter.js';
import { GROUPS } from '../../frame/words.js';
import { readFilter } from './filter-form.js';
import { queryOf } from './filter-panel.js';
import { lateWords } from './item-cards.js';
import { lanesFigure, spanOf } from './lanes.js';
import { shapeOf } from './shapes.js';
import { stubsOf } from './stubs.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const agencies: readonly Agency[] = [
  {
    id: POLICE,
    name: 'Northshire Police',
    sectors: ['police'],
    group: 'police',
    desk: { name: 'Public protection desk', phone: '01632 960005' },
    client: { id: 'police', secretHash: 'scrypt$00$00' },
  },
];
const NOW = new Date('2026-11-23T12:00:00Z');

describe('A stub', () => {
  it('says who holds how much, that it is not shared, and whom to ask', () => {
    expect(stubsOf({ withheld: new Map([[POLICE, 2]]), reference: 'F-7KQ2M' }, agencies)).toEqual([
      'Northshire Police holds 2 items. They are not shared with you for this purpose. Ask: Public protection desk, 01632 960005. Quote F-7KQ2M.',
    ]);
  });

  it('is not there for an agency that holds nothing to be told of', () => {
    expect(stubsOf({ withheld: new Map(), reference: 'F-7KQ2M' }, agencies)).toEqual([]);
  });
});

describe('Lateness', () => {
  it('is told from the second day on', () => {
    const happened = new Date('2026-11-01T10:00:00Z');
    expect(lateWords(happened, new Date('2026-11-02T10:00:00Z'))).toBeUndefined();
    expect(lateWords(happened, new Date('2026-11-05T10:00:00Z'))).toBe('Recorded 4 days after it happened');
  });
});

describe('The swim lanes', () => {
  it('have every lane in its place even with nothing in any of them', () => {
    const { drawings, caption } = lanesFigure([], {}, agencies, NOW);
    expect(drawings.map(({ lanes }) => lanes.map(({ group }) => group))).toEqual([GROUPS, GROUPS]);
    expect(caption).toBe('No items that you can see from 23 November 2024 to 23 November 2026');
  });

  it('span the dates chosen, not those of the items', () => {
    const from = new Date('2020-01-01T00:00:00Z');
    const until = new Date('2020-02-01T00:00:00Z');
    expect(spanOf({ from, until }, NOW)).toEqual({ from, until });
  });

  const seen = (agency: AgencyId, occurredAt: string) =>
    ({
      ...{ agency, occurredAt: new Date(occurredAt), statementType: 'FACT', retractedBy: [] },
      facts: { kind: 'police.ppn-submitted' },
    }) as unknown as PermittedItem;

  it('begin with the whole of the first day that they name', () => {
    const { caption } = lanesFigure([seen(POLICE, '2024-11-23T00:00:00Z')], {}, agencies, NOW);
    expect(caption).toBe('1 item that you can see from 23 November 2024 to 23 November 2026');
    const { from } = spanOf({}, new Date('2028-02-29T12:00:00Z'));
    expect(from.toISOString()).toBe('2026-02-28T00:00:00.000Z');
    const summer = spanOf({}, new Date('2026-07-15T12:00:00Z'));
    expect(summer.from.toISOString()).toBe('2024-07-14T23:00:00.000Z');
  });

  it('look the same in the morning and at night', () => {
    const items = [seen(POLICE, '2026-03-01T10:00:00Z'), seen(POLICE, '2026-11-23T00:00:00Z')];
    const at = (time: string) => lanesFigure(items, {}, agencies, new Date(`2026-11-23T${time}Z`));
    expect(at('23:59:59')).toEqual(at('00:00:01'));
  });

  it('and their table hold each item of the caption once, also of an agency that is in no list any more', () => {
    const gone = 'urn:agency:voluntary:gone' as AgencyId;
    const items = [seen(POLICE, '2026-11-03T10:00:00Z'), seen(gone, '2026-10-03T10:00:00Z')];
    const { caption, drawings, table } = lanesFigure(items, {}, agencies, NOW);
    expect(caption).toMatch(/^2 items/);
    expect(keepMatching(items, { groups: ['voluntary'], themes: [], persons: [] }, agencies)).toEqual([
      items[1],
    ]);
    expect(table.rows.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(drawings[0]?.lanes.filter(({ marks }) => marks.length === 1).map(({ group }) => group)).toEqual([
      'police',
      'voluntary',
    ]);
  });

  it('give each kind its shape', () => {
    expect(
      [
        'police.ppn-submitted',
        'health.gp-concern',
        'school.suspension-issued',
        'early-help.assessment-started',
      ].map(shapeOf),
    ).toEqual(['triangle', 'diamond', 'cross', 'square']);
  });
});

describe('The filter', () => {
  it('takes only what the form offers', () => {
    const { filter } = readFilter({ agency: ['police', 'mi5'], kind: 'HEALTH', person: ['not-an-id'] });
    expect(filter).toMatchObject({ groups: ['police'], themes: ['HEALTH'], persons: [] });
  });

  it('reads days as people write them and includes the last one', () => {
    const { filter } = readFilter({ from: '1/7/2026', to: '2026-07-31' });
    expect(filter.from?.toISOString()).toBe('2026-06-30T23:00:00.000Z');
    expect(filter.until?.toISOString()).toBe('2026-07-31T23:00:00.000Z');
  });

  it('says how to put a wrong date right', () => {
    expect(readFilter({ from: 'yesterday' }).errors).toEqual([
      { text: 'Enter the first date like 21/11/2026.', href: '#from' },
    ]);
  });

  it('keeps everything but the part that is removed', () => {
    const person = '0b7c1d52-0000-4000-8000-000000000001' as PersonId;
    const read = readFilter({ agency: 'police', person, from: '1/7/2026' });
    expect(queryOf(read, { without: ['agency', 'police', 'Police'] })).toBe(
      `?person=${person}&from=1%2F7%2F2026`,
    );
  });
});
