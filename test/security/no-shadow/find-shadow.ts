import type { SourceEvent } from '#contracts';
import { answersOf, Cast, hiddenOf, itemsOf } from './events.js';
import type { History } from './history.js';
import { lookEverywhere, type Looking } from './look-everywhere.js';
import type { World } from './world.js';

export interface Looked {
  /** What the viewer asked for and the first line in which the two answers differ; undefined where none does. */
  readonly shadow: string | undefined;
  readonly answers: number;
  /** Timelines that showed the viewer something. */
  readonly timelines: number;
}

/** The same history in two worlds, in one of them with the hidden item, and everything that the viewer can ask. */
export async function findShadow(
  [withItem, without]: readonly [World, World],
  run: number,
  history: History,
  how: Pick<Looking, 'governance' | 'acts'> = { governance: false, acts: true },
): Promise<Looked> {
  const cast = new Cast(run);
  const items = itemsOf(cast, history);
  const before = answersOf(cast, history);
  const [earlier, later] = [items.slice(0, history.at), items.slice(history.at)];
  // What comes at once for the feed stays so in both worlds.
  const tell = async (world: World, between: readonly SourceEvent[]) => {
    for (const together of [[...before, ...earlier], between, later]) await world.tell(together);
  };
  await Promise.all([tell(withItem, [hiddenOf(cast, history)]), tell(without, [])]);
  const looking = { cast, history, now: new Date(), ...how };
  const [seen, expected] = await Promise.all([
    lookEverywhere(withItem, looking),
    lookEverywhere(without, looking),
  ]);
  const timelines = [...expected].filter(
    ([asked, answer]) => /^\/families\/[^/]*\/timeline$/.test(asked) && answer.startsWith('200'),
  );
  return { shadow: difference(seen, expected), answers: expected.size, timelines: timelines.length };
}

function difference(
  seen: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): string | undefined {
  for (const asked of new Set([...expected.keys(), ...seen.keys()])) {
    const [one, other] = [seen.get(asked) ?? 'nothing', expected.get(asked) ?? 'nothing'];
    if (one !== other)
      return `${asked}\n  with the item:    ${parting(one, other)}\n  without the item: ${parting(other, one)}`;
  }
  return undefined;
}

/** The text from a little before the place where it parts from the other. */
function parting(text: string, from: string): string {
  const at = [...text].findIndex((letter, index) => letter !== from[index]);
  return text.slice(Math.max(0, at - 80), at + 160).replaceAll(/\s+/g, ' ');
}
