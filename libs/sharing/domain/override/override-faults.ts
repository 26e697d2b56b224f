import { AUTHORISER_PROFESSIONS, type AuthoriserProfession } from '../facts/override.js';
import type { OverrideRecord, Signatory, Stated } from '../facts/override.js';
import { instantOf, lastInstantOf } from '../time/stated-time.js';

/** What an override record may lack, each with its sentence. */
export const OVERRIDE_FAULTS = {
  'OVERRIDE.ROW_NOT_OPEN': 'A refusal may be overridden on rows D1 to D4 only.',
  'OVERRIDE.HARM_MISSING': 'The harm that is feared is not recorded.',
  'OVERRIDE.EVIDENCE_MISSING': 'The evidence is not recorded.',
  'OVERRIDE.WHY_NO_AGREEMENT_MISSING':
    'Why agreement was refused, or why asking was unsafe, is not recorded.',
  'OVERRIDE.ALTERNATIVES_MISSING': 'What else was tried or considered is not recorded.',
  'OVERRIDE.NO_ITEM': 'No item is named.',
  'OVERRIDE.NECESSITY_MISSING': 'For an item it is not recorded why it is necessary.',
  'OVERRIDE.NO_RECIPIENT': 'No recipient is named.',
  'OVERRIDE.REQUESTER_INCOMPLETE': 'The name, role or organisation of who asks is missing.',
  'OVERRIDE.AUTHORISER_INCOMPLETE': 'The name, role or organisation of who authorises is missing.',
  'OVERRIDE.SAME_PERSON': 'Who authorises is not shown to be another person than who asks.',
  'OVERRIDE.OWN_LINE': 'Who authorises is not shown to be outside the line of who asks.',
  'OVERRIDE.PROFESSION': 'Who authorises holds none of the posts that may.',
  'OVERRIDE.TIME_MISSING': 'When it was authorised is not recorded.',
  'OVERRIDE.TOLD_MISSING': 'Whether the family was told, or why not, is not recorded.',
  'OVERRIDE.REVIEW_NOT_AHEAD': 'The review date is missing or not after the day of authorising.',
} as const;
export type OverrideFault = keyof typeof OVERRIDE_FAULTS;

const ROWS: readonly unknown[] = ['D1', 'D2', 'D3', 'D4'];

/** Everything that a record lacks, in the order of its form; empty where it is complete. Never throws. */
export function overrideFaults(
  record: Partial<OverrideRecord>,
  authorisers: readonly AuthoriserProfession[] = AUTHORISER_PROFESSIONS,
): readonly OverrideFault[] {
  const { items, recipients, told } = record;
  const checks: readonly (readonly [OverrideFault, boolean])[] = [
    [
      'OVERRIDE.ROW_NOT_OPEN',
      ROWS.includes(record.row) && (record.kind === 'OVERRIDE' || record.row === 'D4'),
    ],
    ['OVERRIDE.HARM_MISSING', isStated(record.harmFeared)],
    ['OVERRIDE.EVIDENCE_MISSING', isStated(record.evidence)],
    ['OVERRIDE.WHY_NO_AGREEMENT_MISSING', isStated(record.whyNoAgreement)],
    ['OVERRIDE.ALTERNATIVES_MISSING', isStated(record.alternatives)],
    ['OVERRIDE.NO_ITEM', listOf(items).length > 0],
    ['OVERRIDE.NECESSITY_MISSING', listOf(items).every((each) => isStated(each?.necessity))],
    ['OVERRIDE.NO_RECIPIENT', listOf(recipients).length > 0],
    ...peopleChecks(record, authorisers),
    ['OVERRIDE.TIME_MISSING', !Number.isNaN(instantOf(record.authorisedAt))],
    ['OVERRIDE.TOLD_MISSING', told === true || (told === false && isStated(record.whyNotTold))],
    ['OVERRIDE.REVIEW_NOT_AHEAD', lastInstantOf(record.reviewBy) > instantOf(record.authorisedAt)],
  ];
  return checks.flatMap(([fault, met]) => (met ? [] : [fault]));
}

function peopleChecks(
  { requester, authoriser }: Partial<OverrideRecord>,
  authorisers: readonly AuthoriserProfession[],
): readonly (readonly [OverrideFault, boolean])[] {
  const { profession, inRequestersLine } = authoriser ?? {};
  return [
    ['OVERRIDE.REQUESTER_INCOMPLETE', isWhole(requester)],
    ['OVERRIDE.AUTHORISER_INCOMPLETE', isWhole(authoriser)],
    ['OVERRIDE.SAME_PERSON', areTwo(requester, authoriser)],
    ['OVERRIDE.OWN_LINE', inRequestersLine === false],
    ['OVERRIDE.PROFESSION', profession !== undefined && authorisers.includes(profession)],
  ];
}

const isStated = (stated: Stated | undefined): boolean =>
  stated === true || (typeof stated === 'string' && stated.trim() !== '');

const isWhole = (signatory: Signatory | undefined): boolean =>
  isStated(signatory?.name) && isStated(signatory?.role) && isStated(signatory?.organisation);

/** Told apart by their references, or by their names where both are given in words. */
function areTwo(one: Signatory | undefined, other: Signatory | undefined): boolean {
  if (isStated(one?.person) && isStated(other?.person)) return one?.person !== other?.person;
  const names = [one?.name, other?.name].map((name) => (typeof name === 'string' ? tidy(name) : ''));
  return names[0] !== '' && names[1] !== '' && names[0] !== names[1];
}

const tidy = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** What a form or a file hands in may be no list at all. */
const listOf = <T>(list: readonly T[] | undefined): readonly T[] =>
  Array.isArray(list) ? (list as readonly T[]) : [];
