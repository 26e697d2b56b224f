import type { AuditedDisclosure, MadeDecision } from '#governance';
import type { PersonId } from '#platform';
import { csvLine } from '../../oversight/csv.js';
import type { LivedAgreement, PersonReads } from '../../oversight/person-reads.js';

const COLUMNS = [
  'part',
  'when',
  'what',
  'agency',
  'team',
  'purpose',
  'outcome',
  'row',
  'modifiers',
  'reasons',
  'agreements',
  'overrides',
  'ruleset',
  'item',
  'who',
  'role',
  'reference',
  'look',
] as const;

type Line = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Everything on record of one person, line by line: agreements and their lives, decisions, looks. Codes, not words. */
export async function* recordLines(
  reads: Pick<PersonReads, 'agreements' | 'decisions' | 'disclosures'>,
  person: PersonId,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (const agreement of await reads.agreements(person)) yield* linesOf(turnsOf(agreement));
  for await (const page of reads.decisions.all(person)) yield* linesOf(page.map(decisionLine));
  for await (const page of reads.disclosures.allOfPerson(person)) yield* linesOf(page.map(lookLine));
}

const linesOf = (lines: readonly Line[]): readonly string[] =>
  lines.map((line) => csvLine(COLUMNS.map((column) => line[column])));

const turnsOf = ({ agreement: { facts, agency, reference }, life }: LivedAgreement): readonly Line[] =>
  life.map(({ type, toldAt, from }) => ({
    part: 'AGREEMENT',
    when: from ?? toldAt.toISOString(),
    what: type,
    agency,
    purpose: facts.purposes.join(' '),
    team: facts.recipients.join(' '),
    agreements: facts.agreement,
    reference,
  }));

const decisionLine = (made: MadeDecision): Line => ({
  part: 'DECISION',
  when: made.at.toISOString(),
  what: [made.what, made.kind].join(' ').trim(),
  agency: made.agency,
  ...(made.recipient && { team: made.recipient }),
  ...(made.purpose && { purpose: made.purpose }),
  outcome: made.outcome,
  ...(made.row && { row: made.row }),
  modifiers: made.modifiers.join(' '),
  reasons: made.reasons.join(' '),
  agreements: made.standsOn.join(' '),
  overrides: made.overrides.join(' '),
  ruleset: made.ruleset,
  item: made.item,
});

const lookLine = (look: AuditedDisclosure): Line => ({
  part: 'DISCLOSURE',
  when: look.at.toISOString(),
  what: look.page,
  agency: look.agency,
  team: look.recipient,
  purpose: look.purpose,
  ruleset: look.ruleset,
  who: look.viewer,
  role: look.role,
  reference: look.reference,
  look: look.disclosure,
});
