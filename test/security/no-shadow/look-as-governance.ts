import { personIdOf } from '#identity';
import { recordIdOf } from '#platform';
import { IDS, type Cast } from './events.js';
import { AGENCIES, CHILDREN, type History } from './history.js';
import { hiddenItemOf, ownFamily } from './look-at-families.js';
import type { Looker } from './looker.js';

const LISTS = [
  ...['', '/agreements', '/decisions', '/decisions/over-time', '/decisions?outcome=HOLD', '/disclosures'],
  ...['/consent', '/consent/standing', '/consent/changes', '/samples'],
];

/** Every list of governance, and every page and download of these children's records. */
export async function lookAsGovernance(looker: Looker, cast: Cast, history: History): Promise<void> {
  for (const list of LISTS) await looker.get(`/ig${list}`);
  await looker.get(`/ig/items/${hiddenItemOf(cast, history)}`);
  for (const agency of AGENCIES)
    for (const child of CHILDREN) {
      await looker.get(`/ig/people/families/${ownFamily(cast, agency, child)}`);
      const person = `/ig/people/${personIdOf(recordIdOf(IDS[agency], cast.localId(agency, child)))}`;
      const { status } = await looker.get(person);
      if (status !== 200) continue;
      for (const more of ['decisions', 'disclosures', 'record.csv']) await looker.get(`${person}/${more}`);
    }
}
