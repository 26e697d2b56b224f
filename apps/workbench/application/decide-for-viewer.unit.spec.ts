import type { RestrictedClass } from '#contracts';
import { ownFamilyOf } from '#identity';
import type { RecordId } from '#platform';
import type { HeldItem } from '#journey';
import type { Decision, OverrideRecord } from '#sharing';
import { overrideOf } from '../../../libs/sharing/application/truth-table/usual-facts.js';
import {
  deciding,
  FAMILY,
  inEmergency,
  ITEM,
  judged,
  NOW,
  sharedItem,
  sitting,
} from '../testing/seen-items.js';
import { decideForViewer } from './decide-for-viewer.js';
import { isOpenIn, usualSitting, viewerFactsOf } from './viewer-facts.js';

const record = (more: Partial<OverrideRecord> = {}) =>
  overrideOf({ items: [{ item: ITEM, necessity: true }], authorisedAt: '2026-11-25T09:00:00Z', ...more });
const harm = sharedItem({ judgement: judged('SIGNIFICANT_HARM') });
const danger = sharedItem({ judgement: judged('IMMEDIATE_DANGER') });
const seen = (...given: Parameters<typeof decideForViewer>) =>
  decideForViewer(...given).items.map(({ decision }) => decision);

describe('An item that the family refused', () => {
  it('is held back, and told of as something that an override may be asked for', () => {
    const { items, held, withheld } = decideForViewer([harm], deciding());
    expect(items).toEqual([]);
    expect(held).toEqual([{ item: ITEM, agency: harm.agency }]);
    expect([...withheld.values()]).toEqual([1]);
  });

  it('leaves no trace once its sender has taken it back, whether the hub holds it for others or by reference alone', () => {
    const takenBack = { ...harm, retractedBy: ['a0000000-0000-4000-8000-000000000002' as typeof ITEM] };
    const stub: HeldItem = {
      ...takenBack,
      ...{ state: 'WITHHELD', kind: undefined, existenceMayBeTold: true, contentAskedAt: undefined },
    };
    for (const item of [takenBack, stub]) {
      const { items, held, withheld } = decideForViewer([item], deciding());
      expect([items, held, [...withheld]]).toEqual([[], [], []]);
    }
  });

  it('is shown for child protection once a second person authorised it, and says on which record', () => {
    expect(seen([harm], deciding({ overrides: [record()] }))).toMatchObject([
      { outcome: 'PERMIT', row: 'D3', overrides: ['override-1'] },
    ]);
  });

  it.each([
    ['another item', { items: [{ item: 'other', necessity: true }] }],
    ['another team', { recipients: ['urn:agency:other:NSEH/family-help'] }],
    ['a row that is not open here', { row: 'D1' as const }],
    ['days gone by', { reviewBy: '2026-11-24', authorisedAt: '2026-11-20T09:00:00Z' }],
  ])('stays held back where the record is for %s', (_what, more) => {
    expect(seen([harm], deciding({ overrides: [record(more)] }))).toEqual([]);
  });

  it('is shown no further than the record names its fields', () => {
    const items = [{ item: ITEM, fields: ['service'], necessity: true }];
    expect(seen([harm], deciding({ overrides: [record({ items })] }))).toMatchObject([
      { fields: ['service'] },
    ]);
  });
});

describe('An item shown in immediate danger', () => {
  const owedSince = (disclosedAt: string, settledAt?: string) =>
    new Map([
      [ITEM, [{ record: 'OVERRIDE', row: 'D2', disclosedAt, ...(settledAt && { settledAt }) }] as const],
    ]);

  it('owes the record of the danger and the approval, both by the end of the next working day', () => {
    expect(seen([danger], deciding())).toMatchObject([
      {
        row: 'D2',
        owes: [
          { record: 'DANGER_RECORD', by: '2026-11-26' },
          { record: 'OVERRIDE', by: '2026-11-26' },
        ],
      },
    ]);
  });

  it('is shown no more once the approval did not come in time', () => {
    expect(seen([danger], deciding({ owing: owedSince('2026-11-23T10:00:00Z') }))).toEqual([]);
    expect(seen([danger], deciding({ owing: owedSince('2026-11-24T10:00:00Z') }))).toHaveLength(1);
    const settled = owedSince('2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z');
    expect(seen([danger], deciding({ owing: settled }))).toHaveLength(1);
  });
});

const RULED = { ruleset: '2026-11.2', decidedAt: NOW.toISOString() };

describe('Breaking the glass', () => {
  const restricted = (name: RestrictedClass) => sharedItem({}, { restricted: [name], sensitivity: 'R' });

  it.each(['MARAC', 'SAFE_ADDRESS', 'SENSITIVE_SERVICE', 'SEALED_LIST'] as const)(
    'opens %s under D2, as a judged danger',
    (name) => {
      const item = restricted(name);
      expect(seen([item], deciding())).toEqual([]);
      expect(seen([item], deciding({ sitting: inEmergency() }))).toMatchObject([{ row: 'D2' }]);
    },
  );

  it.each(['ADOPTION', 'GENDER_RECOGNITION', 'WITNESS_PROTECTION', 'COURT_RESTRICTED', 'MAPPA'] as const)(
    'never opens %s, nor tells of it',
    (name) => {
      const { items, held } = decideForViewer([restricted(name)], deciding({ sitting: inEmergency() }));
      expect([items, held]).toEqual([[], []]);
    },
  );

  it('opens nothing that was refused: that has the override as its way', () => {
    expect(seen([sharedItem({})], deciding({ sitting: inEmergency() }))).toEqual([]);
  });

  it('leaves what the hub holds for it a stub to everybody else', () => {
    const people = sharedItem({}).facts.people.map((each) => ({ ...each, restricted: ['MARAC'] as const }));
    const heldFor = (outcome: 'HOLD' | 'DENY'): Decision[] => [
      { ...{ outcome, modifiers: [], standsOn: [], reasons: [], alsoMatches: [], redact: [] }, ...RULED },
    ];
    // Sent to another team, so that the viewer's own answer is no and does not tell of the class.
    const item = sharedItem({ recipients: ['urn:agency:other:NSEH'] }, { people });
    const held = (outcome: 'HOLD' | 'DENY') =>
      decideForViewer([{ ...item, decisions: heldFor(outcome) }], deciding()).held;
    expect(held('HOLD')).toEqual([]);
    expect(held('DENY')).toHaveLength(1);
  });

  it('is for its family and its hour alone', () => {
    const later = new Date('2026-11-25T11:00:00Z');
    const other = 'c0000000-0000-4000-8000-000000000002' as typeof FAMILY;
    expect(isOpenIn(inEmergency(), FAMILY, [], NOW)).toBe(true);
    expect(isOpenIn(inEmergency(), other, [], NOW)).toBe(false);
    expect(isOpenIn(inEmergency(), FAMILY, [], later)).toBe(false);
    expect(isOpenIn(sitting(), FAMILY, [], NOW)).toBe(false);
    expect(usualSitting(inEmergency())).toEqual(sitting());
  });

  it('reaches the whole family as the viewer sees it, under whichever of its records it is named', () => {
    const record = 'd0000000-0000-4000-8000-000000000007' as RecordId;
    const { glass } = inEmergency();
    const opened = sitting({ ...(glass && { glass: { ...glass, family: ownFamilyOf(record) } }) });
    const other = 'c0000000-0000-4000-8000-000000000002' as typeof FAMILY;
    expect(isOpenIn(opened, other, [record], NOW)).toBe(true);
    expect(isOpenIn(opened, other, [], NOW)).toBe(false);
  });
});

describe('What the sitting knows of the viewer', () => {
  it('is the link that the purpose and its reference state, and nothing where the work needs none', () => {
    const linkFor = (purpose: Parameters<typeof viewerFactsOf>[0]['purpose']) =>
      viewerFactsOf(sitting({ purpose }))?.relationship;
    expect((['SCREENING', 'S47', 'CASEWORK', 'TAF', 'IG_AUDIT'] as const).map(linkFor)).toEqual([
      'OPEN_CONTACT',
      'TEAM',
      'ALLOCATED',
      'TEAM',
      undefined,
    ]);
  });

  it('is what was declared besides, also where the work needs no link', () => {
    expect(viewerFactsOf(sitting(), ['RELATIVE', 'OTHER'])).toEqual({
      ...{ relationship: 'OPEN_CONTACT', isRelative: true },
    });
    expect(viewerFactsOf(sitting({ purpose: 'IG_AUDIT' }), ['SUBJECT'])).toEqual({ isSubject: true });
    expect(viewerFactsOf(sitting({ purpose: 'IG_AUDIT' }), ['OTHER'])).toBeUndefined();
  });
});
