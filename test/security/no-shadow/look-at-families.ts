import { ownFamilyOf } from '#identity';
import { derivedUuid, itemIdOf, recordIdOf, type FamilyId, type ItemId } from '#platform';
import type { Answer } from '../../../apps/workbench/testing/visitor.js';
import { IDS, type Cast } from './events.js';
import { AGENCIES, CHILDREN, type Agency, type Child, type History } from './history.js';
import type { Looker } from './looker.js';

export const ownFamily = (cast: Cast, agency: Agency, child: Child): FamilyId =>
  ownFamilyOf(recordIdOf(IDS[agency], cast.localId(agency, child)));

/** Each address that the family may ever have. */
export const addressesOf = (cast: Cast): readonly FamilyId[] =>
  AGENCIES.flatMap((agency) => CHILDREN.map((child) => ownFamily(cast, agency, child)));

export const hiddenItemOf = (cast: Cast, { hidden }: History): ItemId =>
  itemIdOf(IDS[hidden.agency], cast.eventId('hidden'));

/** Each address, whatever leads on from there, and the hidden item's own. Those under which something is shown. */
export async function lookAtFamilies(
  looker: Looker,
  cast: Cast,
  history: History,
): Promise<readonly FamilyId[]> {
  const opened = new Map<string, FamilyId>();
  for (const family of addressesOf(cast)) {
    const { status, html } = await looker.get(`/families/${family}/timeline`);
    if (status !== 200 || opened.has(html)) continue;
    opened.set(html, family);
    await lookInto(looker, family, html, hiddenItemOf(cast, history));
  }
  return [...opened.values()];
}

async function lookInto(looker: Looker, family: FamilyId, html: string, hidden: ItemId): Promise<void> {
  const at = `/families/${family}`;
  for (const more of [
    'people',
    FILTERED,
    `items/${hidden}`,
    'overrides/new',
    'overrides/new?kind=NOT_SHARING',
  ])
    await looker.get(`${at}/${more}`);
  await looker.get(`/break-glass/${family}`);
  for (const item of itemLinks(html)) await looker.get(item);
}

const FILTERED = 'timeline?agency=health&from=5/11/2026&page=2';

const itemLinks = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.matchAll(/href="(\/families\/[0-9a-f-]+\/items\/[0-9a-f-]+)"/g)].map(([, path = '']) => path),
  );

/** What is left to a person to decide about these families, each page that it leads to, and those that it may not. */
export async function lookAtReviews(looker: Looker, cast: Cast, viewer: History['viewer']): Promise<void> {
  const families = addressesOf(cast);
  await looker.getRows('/reviews', families);
  const team = viewer === 'front door' ? 'mash' : 'family-help';
  for (const family of families) await looker.get(`/reviews/${family}/${team}`);
}

/** Addresses that somebody may guess who believes that the hidden item is there, also those of other roles. */
export async function guessAddresses(looker: Looker, cast: Cast, history: History): Promise<void> {
  const hidden = hiddenItemOf(cast, history);
  for (const child of CHILDREN) {
    const family = ownFamily(cast, history.hidden.agency, child);
    for (const more of ['', '/people', `/items/${hidden}`, '/overrides/new', '/timeline/'])
      await looker.get(`/families/${family}${more}`);
    await looker.get(`/break-glass/${family}`);
    await looker.get(`/ig/people/families/${family}`);
  }
  const none = derivedUuid('guessed', String(cast.run));
  for (const path of [`/overrides/${none}`, `/emergency/${none}`, `/ig/items/${hidden}`, '/partner/receipts'])
    await looker.get(path, path.replace(none, 'guessed'));
}

/** What every form carries unseen: the token of the session, and its own name where it begins something. */
export const unseenOf = (page: Answer): readonly [name: string, value: string][] =>
  page
    .$('main form')
    .first()
    .find('input[name=_csrf], input[name=formId]')
    .get()
    .map((input) => [String(page.$(input).attr('name')), String(page.$(input).attr('value'))]);
