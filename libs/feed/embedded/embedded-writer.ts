import type pg from 'pg';
import { invalid, type AgencyId } from '#platform';
import type { FeedPosition, FeedWriter, NewFeedMessage } from '../ports.js';
import { EVENT_ID_HEADER } from '../headers.js';
import { topicOf } from '../topic.js';
import { GroupCommit } from './group-commit.js';
import { notDurable } from './not-durable.js';

const APPEND = {
  name: 'feed-append',
  text: 'select offset_no from feed.append($1, $2, $3, $4, $5, $6)',
};

export interface EmbeddedWriter extends FeedWriter {
  settled(): Promise<void>;
}

export function createEmbeddedWriter(pool: pg.Pool, agencies: ReadonlySet<AgencyId>): EmbeddedWriter {
  const group = new GroupCommit<NewFeedMessage, FeedPosition>((messages) => append(pool, messages));
  return {
    async publish(messages) {
      for (const message of messages) refuseStranger(agencies, message.agency);
      return group.add(messages);
    },
    settled: () => group.settled(),
  };
}

function refuseStranger(agencies: ReadonlySet<AgencyId>, agency: AgencyId): void {
  if (agencies.has(agency)) return;
  throw invalid('FEED.UNKNOWN_AGENCY', 'Only an agency of the directory has a topic', { agency });
}

async function append(pool: pg.Pool, messages: readonly NewFeedMessage[]): Promise<readonly FeedPosition[]> {
  try {
    const { rows } = await pool.query<{ offset_no: string }>({ ...APPEND, values: columnsOf(messages) });
    return rows.map((row, at) => positionOf(messages[at], row.offset_no));
  } catch (error) {
    throw notDurable(error);
  }
}

const columnsOf = (messages: readonly NewFeedMessage[]): unknown[] => [
  messages.map((message) => message.agency),
  messages.map((message) => topicOf(message.agency)),
  messages.map((message) => message.key),
  messages.map((message) => message.headers[EVENT_ID_HEADER] ?? null),
  messages.map((message) => JSON.stringify(message.headers)),
  messages.map((message) => message.value),
];

function positionOf(message: NewFeedMessage | undefined, offset: string): FeedPosition {
  if (!message) throw new Error('The feed answered with more offsets than messages');
  return { topic: topicOf(message.agency), partition: 0, offset: BigInt(offset) };
}
