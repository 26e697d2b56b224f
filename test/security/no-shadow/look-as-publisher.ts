import { itemIdOf } from '#platform';
import { IDS, type Cast } from './events.js';
import { AGENCIES, type Agency, type History } from './history.js';
import type { Answers, Looker } from './looker.js';
import { normalised } from './normalise.js';
import type { World } from './world.js';

const ownIds = (cast: Cast, { items }: History, agency: Agency): readonly string[] =>
  items.flatMap((item, index) => (item.agency === agency ? [cast.eventId(index)] : []));

/** The other agencies ask for their own receipts and for that of the hidden item. */
export async function askForReceipts(
  world: World,
  answers: Answers,
  cast: Cast,
  history: History,
): Promise<void> {
  for (const agency of AGENCIES.filter((each) => each !== history.hidden.agency))
    for (const id of [...ownIds(cast, history, agency), cast.eventId('hidden')]) {
      const path = `/v1/events/${id}/receipt`;
      answers.set(`${agency} ${path}`, normalised(await world.ask(IDS[agency], path)));
    }
}

/** The hospital never publishes the hidden item, so that every page of its system's owner must stay the same. */
export async function lookAsPublisher(looker: Looker, cast: Cast, history: History): Promise<void> {
  const list = await looker.get('/partner/receipts');
  for (const path of ['/partner', '/partner/rejects', '/partner/receipts?state=withheld'])
    await looker.get(path);
  const ids = [...ownIds(cast, history, 'hospital'), cast.eventId('hidden')];
  for (const id of ids) await looker.submit(list, { id }, `find ${id}`);
  const hidden = itemIdOf(IDS[history.hidden.agency], cast.eventId('hidden'));
  await looker.get(`/partner/receipts/${hidden}`);
}
