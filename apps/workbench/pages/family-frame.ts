import type { FamilyView } from '../application/family-view.js';
import { timeWords } from '../frame/dates.js';

const CONNECTION =
  'You have declared a personal connection to this family. Look only where your work needs it. Each look is on record.';

/** Identity bar and sub-navigation of a family's pages. */
export function familyFrame(
  view: Pick<FamilyView, 'family' | 'reference' | 'persons' | 'connections' | 'emergencyUntil'>,
  active: 'timeline' | 'people',
) {
  const names = view.persons.map(({ name }) => name).join(', ');
  const at = (page: string) => `/families/${view.family}/${page}`;
  return {
    identity: names === '' ? `Family ${view.reference}` : `Family ${view.reference}: ${names}`,
    emergency: view.emergencyUntil && `Emergency view until ${timeWords(view.emergencyUntil)}.`,
    connection: view.connections.length > 0 && CONNECTION,
    tabs: [
      { text: 'Timeline', href: at('timeline'), active: active === 'timeline' },
      { text: 'People', href: at('people'), active: active === 'people' },
    ],
  };
}
