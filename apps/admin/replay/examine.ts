import type { Feed, FeedMessage } from '#feed';
import type { Refused, RefusedReader } from '#journey';
import { checkAgain, type Checking } from './check-again.js';
import { isWaiting, standingInView, type Standing } from './standing.js';

export interface Examining extends Checking {
  readonly feed: Pick<Feed, 'reader' | 'lookup'>;
  readonly refused: RefusedReader;
  readonly clock: () => Date;
}

/** What is to become of one refused delivery. */
export type Examined =
  | { readonly as: 'gone' | Exclude<Standing, 'open'> }
  | { readonly as: 'refused'; readonly code: string }
  | { readonly as: 'mended'; readonly message: FeedMessage; readonly sourceEventId: string };

/** Reads the deliveries again and asks of each what intake would say today, and what came of its event since. */
export async function examine(
  deps: Examining,
  page: readonly Refused[],
  again: boolean,
): Promise<readonly Examined[]> {
  const messages = await deps.feed.reader.read(page);
  const now = deps.clock();
  const read = page.map((refused, at) => readAgain(deps, refused, messages[at], now));
  const known = await deps.refused.standing(
    read.map(({ refused: { agency }, sourceEventId = '' }) => ({ agency, sourceEventId })),
  );
  return Promise.all(
    read.map((each, at) => settle(deps, each, standingInView(each.refused, known[at], again))),
  );
}

interface Read {
  readonly refused: Refused;
  readonly today: Exclude<Examined, { as: Exclude<Standing, 'open'> }>;
  readonly sourceEventId: string | undefined;
}

function readAgain(deps: Checking, refused: Refused, message: FeedMessage | undefined, now: Date): Read {
  const { sourceEventId } = refused;
  if (!message) return { refused, today: { as: 'gone' }, sourceEventId };
  const checked = checkAgain(deps, message, now);
  // On a topic that was made anew, or in another cluster, another event lies at the place.
  if (isOther(sourceEventId, checked)) return { refused, today: { as: 'gone' }, sourceEventId };
  if (checked.on) {
    const { id } = checked.value.event;
    return { refused, today: { as: 'mended', message, sourceEventId: id }, sourceEventId: id };
  }
  const code = checked.reasons[0]?.code ?? 'UNKNOWN';
  return { refused, today: { as: 'refused', code }, sourceEventId: sourceEventId ?? checked.sourceEventId };
}

function isOther(sourceEventId: string | undefined, checked: ReturnType<typeof checkAgain>): boolean {
  const found = checked.on ? checked.value.event.id : checked.sourceEventId;
  return sourceEventId !== undefined && found !== undefined && found !== sourceEventId;
}

async function settle({ feed }: Examining, { refused, today }: Read, standing: Standing): Promise<Examined> {
  if (standing !== 'open') return { as: standing };
  if (today.as !== 'mended') return today;
  return (await isWaiting(feed.lookup, refused, today.sourceEventId)) ? { as: 'tried-again' } : today;
}
