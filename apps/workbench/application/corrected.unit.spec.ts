import { ownFamilyOf, type Statement } from '#identity';
import type { SharedItem } from '#journey';
import type { ItemId, RecordId } from '#platform';
import { deciding, ITEM, judged, NOW, sharedItem, sitting } from '../testing/seen-items.js';
import { viewOf } from './family-view.js';
import { see } from './look-at.js';

const [MIA, TOM] = ['d1', 'd2'].map((start) => `${start}000000-0000-4000-8000-000000000001` as RecordId) as [
  RecordId,
  RecordId,
];
const CORRECTION = 'a0000000-0000-4000-8000-000000000002' as ItemId;
const TAKING_BACK = 'a0000000-0000-4000-8000-000000000003' as ItemId;

/** A sighting of these children by their school, who are stated to be brothers and sisters. */
function about(item: ItemId, records: readonly RecordId[], more: Partial<SharedItem> = {}): SharedItem {
  const shared = sharedItem({ judgement: judged('SIGNIFICANT_HARM') });
  const people = records.map((record) => ({
    ...{ record, person: record as string as SharedItem['people'][number]['person'] },
    ...{ party: 'SUBJECT', role: 'child', bornOn: '2017-05' },
  })) as SharedItem['people'];
  return { ...shared, ...more, item, people, facts: { ...shared.facts, item, people } };
}

const statementsOf = ({ item, agency, people }: SharedItem): readonly Statement[] =>
  people.map(({ record }) => ({
    ...{ item, record, agency, localId: record, names: [{ given: record.slice(0, 2), family: 'Testcase' }] },
    ...{ identifiers: {}, observedAt: NOW, ownReference: 'F-22222' },
    related: people
      .filter((other) => other.record !== record)
      .map((other) => ({ record: other.record, kind: 'SIBLING_OF' })),
    ...{ ownFamily: ownFamilyOf(record), family: ownFamilyOf(record) },
  }));

/** Of each child: who is in their family, who is on the page, and which items. */
async function pagesAfter(...items: readonly SharedItem[]) {
  return pagesBeside([], ...items);
}

async function pagesBeside(corrections: readonly SharedItem[], ...items: readonly SharedItem[]) {
  return pagesWithout([], corrections, ...items);
}

async function pagesWithout(
  erased: readonly ItemId[],
  corrections: readonly SharedItem[],
  ...items: readonly SharedItem[]
) {
  const { agreements, now, ruleset } = deciding({ agreements: new Map() });
  const statements = items.flatMap(statementsOf);
  const unseen = { items, corrections, statements, connections: [], deciding: { agreements, now, ruleset } };
  const erasedAmong = () => Promise.resolve(new Set(erased));
  const sight = await see({ ...unseen, read: [], erasedAmong }, sitting({ purpose: 'S47' }));
  return sight.families.map((seen) => {
    const { records, persons, items: shown } = viewOf(sight, seen);
    return { records, named: persons.map(({ name }) => name), items: shown.map(({ item }) => item) };
  });
}

describe('A statement that its sender corrected', () => {
  const mistaken = about(ITEM, [MIA, TOM], { correctedBy: [CORRECTION] });
  const correction = about(CORRECTION, [MIA], { corrects: ITEM });
  const together = [{ records: [MIA, TOM], named: ['d1 Testcase', 'd2 Testcase'], items: [ITEM] }];

  it('puts nobody into a family any more whom the correction does not name, and is not on their page', async () => {
    expect(await pagesAfter(mistaken)).toMatchObject(together);
    expect(await pagesAfter(mistaken, correction)).toEqual([
      { records: [MIA], named: ['d1 Testcase'], items: [ITEM, CORRECTION] },
    ]);
  });

  it('still counts for whoever may not see the correction', async () => {
    const hidden = { ...correction, facts: { ...correction.facts, restricted: ['MARAC' as const] } };
    expect(await pagesAfter(mistaken, hidden)).toMatchObject(together);
  });

  it('counts again where the sender took the correction back', async () => {
    const takenBack = { ...correction, retractedBy: [TAKING_BACK] };
    expect((await pagesAfter(mistaken, takenBack)).flatMap(({ records }) => records)).toEqual([MIA, TOM]);
  });

  it('counts no more where its correction was erased', async () => {
    const pages = await pagesWithout([CORRECTION], [correction], mistaken, correction);
    expect(pages).toMatchObject([{ records: [MIA], items: [ITEM] }]);
  });

  it('follows a correction that was itself corrected', async () => {
    const again = about(TAKING_BACK, [TOM], { corrects: CORRECTION });
    const pages = await pagesAfter(mistaken, { ...correction, correctedBy: [TAKING_BACK] }, again);
    expect(pages).toEqual([{ records: [TOM], named: ['d2 Testcase'], items: [TAKING_BACK] }]);
  });

  it('is on nobody’s page where the correction is of another family, which adds nothing to this one', async () => {
    const elsewhere = about(CORRECTION, [TOM], { corrects: ITEM });
    const ofMia = about(ITEM, [MIA], { correctedBy: [CORRECTION] });
    expect(await pagesAfter(ofMia)).toMatchObject([{ records: [MIA], items: [ITEM] }]);
    expect(await pagesBeside([elsewhere], ofMia)).toEqual([]);
  });

  it('counts where it corrects its own correction, which nobody can mean', async () => {
    const round = [about(ITEM, [MIA], { corrects: CORRECTION, correctedBy: [CORRECTION] })];
    round.push({ ...correction, correctedBy: [ITEM] });
    expect(await pagesAfter(...round)).toMatchObject([{ records: [MIA], named: ['d1 Testcase'] }]);
  });

  it('is found among thousands of corrections of corrections', async () => {
    const id = (n: number) => `a${String(n).padStart(7, '0')}-0000-4000-8000-000000000001` as ItemId;
    const chain = Array.from({ length: 5_000 }, (_, n) =>
      about(id(n), n === 0 ? [MIA, TOM] : [MIA], {
        ...(n > 0 && { corrects: id(n - 1) }),
        correctedBy: n < 4_999 ? [id(n + 1)] : [],
      }),
    );
    expect(await pagesAfter(...chain)).toMatchObject([{ records: [MIA], named: ['d1 Testcase'] }]);
  });
});
