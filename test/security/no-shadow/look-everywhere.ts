import { familyReference, ownFamilyOf } from '#identity';
import { itemIdOf, recordIdOf, type ItemId } from '#platform';
import type { Answer, Visitor } from '../../../apps/workbench/testing/visitor.js';
import { IDS, type Cast } from './events.js';
import { AGENCIES, CHILDREN, type History, type Stated } from './history.js';
import { normalised } from './normalise.js';
import type { World } from './world.js';

/** Every answer that this viewer can get about these children, by what was asked for. */
export async function lookEverywhere(
  world: World,
  cast: Cast,
  history: History,
): Promise<ReadonlyMap<string, string>> {
  const viewer = world.viewer(history.viewer);
  const seen = new Map<string, string>();
  const keep = (asked: string, { status, url, html }: Answer): Answer => {
    seen.set(asked, normalised(`${status} ${new URL(url).pathname}\n${html}`));
    return { status, url, html, $: undefined as never };
  };
  const open = async (path: string): Promise<Answer> => {
    const answer = await viewer.get(path);
    keep(path, answer);
    return answer;
  };
  await lookAtFamilies(open, cast, itemIdOf(IDS[history.hidden.agency], cast.eventId('hidden')));
  await lookAtReviews(open, cast);
  await searchEveryWay(viewer, keep, cast);
  await askForReceipts(world, seen, cast, history);
  return seen;
}

const ownFamily = (cast: Cast, agency: (typeof AGENCIES)[number], child: (typeof CHILDREN)[number]) =>
  ownFamilyOf(recordIdOf(IDS[agency], cast.localId(agency, child)));

/** Each address that the family may ever have, whatever leads on from there, and the hidden item's own. */
async function lookAtFamilies(
  open: (path: string) => Promise<Answer>,
  cast: Cast,
  hidden: ItemId,
): Promise<void> {
  const opened = new Set<string>();
  for (const agency of AGENCIES)
    for (const child of CHILDREN) {
      const family = `/families/${ownFamily(cast, agency, child)}`;
      const { status, html } = await open(`${family}/timeline`);
      if (status !== 200 || opened.has(html)) continue;
      opened.add(html);
      for (const more of ['people', 'timeline?agency=health&from=5/11/2026&page=2', `items/${hidden}`])
        await open(`${family}/${more}`);
      for (const item of itemLinks(html)) await open(item);
    }
}

/** What is left to a person to decide, and each page that it leads to of these children. */
async function lookAtReviews(open: (path: string) => Promise<Answer>, cast: Cast): Promise<void> {
  const { html } = await open('/reviews');
  const own = AGENCIES.flatMap((agency) => CHILDREN.map((child) => ownFamily(cast, agency, child) as string));
  for (const [, path = '', family = ''] of html.matchAll(/href="(\/reviews\/([0-9a-f-]+)\/[a-z-]+)"/g))
    if (own.includes(family)) await open(path);
}

const itemLinks = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.matchAll(/href="(\/families\/[0-9a-f-]+\/items\/[0-9a-f-]+)"/g)].map(([, path = '']) => path),
  );

const DETAILS = 'form:has(input[value=details])';
const IDENTIFIER = 'form:has(input[value=identifier])';
const BORN = { 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' };

async function searchEveryWay(
  viewer: Visitor,
  keep: (asked: string, answer: Answer) => Answer,
  cast: Cast,
): Promise<void> {
  const form = await viewer.get('/search');
  const reference = familyReference(ownFamily(cast, 'clinic', 'ada'), new Set());
  const alias = cast.subject('ada', { ...NOBODY, alias: true }).names?.[0]?.family ?? '';
  const searches: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ given: 'Example', family: cast.family('ada'), ...BORN }, DETAILS],
    [{ given: 'Zara', family: alias }, DETAILS],
    [{ identifier: cast.number('ada') }, IDENTIFIER],
    [{ identifier: reference }, IDENTIFIER],
  ];
  for (const [typed, which] of searches)
    keep(`search ${JSON.stringify(typed)}`, await viewer.submit(form, typed, which));
}

const NOBODY: Stated = {
  ...{ agency: 'clinic', child: 'ada', home: 'none', day: 1 },
  ...{ alias: false, numbered: false, sibling: false, corrects: false },
};

/** The other agencies ask for their own receipts and for that of the hidden item. */
async function askForReceipts(
  world: World,
  seen: Map<string, string>,
  cast: Cast,
  { items, hidden }: History,
): Promise<void> {
  const others = AGENCIES.filter((agency) => agency !== hidden.agency);
  for (const agency of others) {
    const own = items.flatMap((item, index) => (item.agency === agency ? [cast.eventId(index)] : []));
    for (const id of [...own, cast.eventId('hidden')]) {
      const path = `/v1/events/${id}/receipt`;
      seen.set(`${agency} ${path}`, normalised(await world.ask(IDS[agency], path)));
    }
  }
}
