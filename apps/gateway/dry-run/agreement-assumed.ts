import { agreementIdOf } from '#platform';
import type { AgreementFacts, ItemFacts } from '#sharing';
import type { Deciding } from '../../intake/stages/decide.js';
import type { AgreementsHeld } from '../../intake/stages/decide-notice.js';

/**
 * The agreement that an item names and no event before it stated, as one that stands for each subject. A court's needs no
 * age to be known.
 */
export function agreementAssumed(
  { sharing, people, agency, kind, sector }: ItemFacts,
  stated: Pick<AgreementsHeld, 'find'>,
  { recipients, now }: Pick<Deciding, 'recipients' | 'now'>,
): readonly AgreementFacts[] {
  if (sharing.agreement === undefined) return [];
  const agreement = agreementIdOf(agency, sharing.agreement);
  if (stated.find(agreement)) return [];
  const subjects = people.filter(({ party }) => party === 'SUBJECT');
  return subjects.map(({ record, person }) => ({
    ...{ agreement, record, person, status: 'GIVEN', authority: 'COURT' },
    purposes: [sharing.purpose],
    recipients: recipients.map(({ recipient }) => recipient),
    categories: [kind, sector],
    exclusions: [],
    givenAt: new Date(now.getTime() - 1_000).toISOString(),
    ...(sharing.realChoice === true ? { express: true } : {}),
  }));
}
