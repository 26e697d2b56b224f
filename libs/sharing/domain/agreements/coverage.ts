import type { Purpose, Sector } from '#contracts';
import { covers, type RecipientId } from '#platform';
import type { AgreementFacts } from '../facts.js';

/** What an agreement is asked to cover. */
export interface Matter {
  readonly purpose: Purpose;
  readonly recipient: RecipientId;
  readonly sector: Sector;
  readonly kind: string;
}

type Terms = Pick<AgreementFacts, 'purposes' | 'recipients' | 'categories' | 'exclusions'>;

/** Recipients and categories are hierarchies: an agency covers its teams, a sector its event types. */
export function coversMatter(terms: Terms, matter: Matter): boolean {
  return (
    terms.purposes.includes(matter.purpose) &&
    terms.recipients.some((recipient) => covers(recipient, matter.recipient)) &&
    terms.categories.some((category) => category === matter.sector || category === matter.kind) &&
    !terms.exclusions.some((exclusion) => excludes(exclusion, matter))
  );
}

/** A sensitive service needs the event type itself to be named; its sector is not enough. */
export const namesKind = (terms: Terms, matter: Matter): boolean => terms.categories.includes(matter.kind);

/** An excluded team also shuts out the whole agency as one recipient, because the team would read it too. */
function excludes(exclusion: string, matter: Matter): boolean {
  return (
    exclusion === matter.sector ||
    exclusion === matter.kind ||
    exclusion === matter.purpose ||
    covers(exclusion, matter.recipient) ||
    covers(matter.recipient, exclusion)
  );
}
