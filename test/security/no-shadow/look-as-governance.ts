import { personIdOf } from '#identity';
import { recordIdOf } from '#platform';
import { currentRuleset } from '#sharing';
import { IDS, type Cast } from './events.js';
import { AGENCIES, CHILDREN, type History } from './history.js';
import { hiddenItemOf, ownFamily } from './look-at-families.js';
import type { Looker } from './looker.js';

const TODAY = new Date('2026-11-25T10:00:00Z');
const LISTS = [
  ...['', '/agreements', '/decisions', '/decisions/over-time', '/decisions?outcome=HOLD', '/disclosures'],
  ...['/consent', '/consent/standing', '/consent/changes', '/samples'],
];

interface Audited {
  readonly cast: Cast;
  readonly history: History;
  /** Each look is on record, and so on the next page: a view that is behind must not make two pages differ. */
  readonly level: () => Promise<void>;
}

/** Every list of governance, and every page and download of these children's records. */
export async function lookAsGovernance(looker: Looker, { cast, history, level }: Audited): Promise<void> {
  for (const list of LISTS) await looker.get(`/ig${list}`);
  await proposeRules(looker);
  await looker.get(`/ig/items/${hiddenItemOf(cast, history)}`);
  for (const agency of AGENCIES)
    for (const child of CHILDREN) {
      await looker.get(`/ig/people/families/${ownFamily(cast, agency, child)}`);
      const person = `/ig/people/${personIdOf(recordIdOf(IDS[agency], cast.localId(agency, child)))}`;
      const { status } = await looker.get(person);
      if (status !== 200) continue;
      for (const more of ['decisions', 'disclosures', 'record.csv']) {
        await level();
        await looker.get(`${person}/${more}`);
      }
    }
}

/** Each past item is put to one that the hub can use: how many there are is told, and those that two rows opened are listed. */
async function proposeRules(looker: Looker): Promise<void> {
  const inForce = currentRuleset(TODAY);
  const rows = inForce.rows.map((row) => (['D2', 'D5'].includes(row.id) ? { ...row, enabled: false } : row));
  const proposed = JSON.stringify({ ...inForce, version: '2027-01.1', signedOffBy: [], rows });
  const form = await looker.get('/ig/rulesets');
  await looker.submit(form, { proposed }, 'the comparison of rule sets');
}
