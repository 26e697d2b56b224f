import type { Admin } from 'kafkajs';
import { unavailable, type AgencyId } from '#platform';
import { GroupCommit } from '../embedded/group-commit.js';
import type { FeedLookup, FeedMessage, FeedPosition } from '../ports.js';
import { topicOf } from '../topic.js';
import { eventIdOf } from './event-id.js';
import { committedOf, heldOf } from './held.js';
import type { KafkaTopics } from './kafka-topics.js';
import { lookupRanges, type LookupLimits } from './lookup-ranges.js';
import { Ranges } from './ranges.js';
import type { Reread } from './reread.js';

export interface KafkaLookupOptions extends LookupLimits {
  /** Which group decides events. */
  readonly groupId: string;
  /** Longest look, ms. */
  readonly withinMs: number;
}

type Found = FeedPosition & { readonly appendedAt: Date };

interface Question {
  readonly agency: AgencyId;
  readonly sourceEventId: string;
}

/** `behind`: not among those looked at, and not all could be. */
type Answer = Found | 'none' | 'behind';

/**
 * Finds events that are not decided yet. Kafka has no index by header, so what waits is read through; what was decided
 * longer ago is not found. Questions asked while one look is under way share the next.
 */
export class KafkaLookup implements FeedLookup {
  private readonly questions = new GroupCommit<Question, Answer>((asked) => this.look(asked));

  constructor(
    private readonly reread: Reread,
    private readonly admin: Admin,
    private readonly topics: KafkaTopics,
    private readonly options: KafkaLookupOptions,
  ) {}

  /** Throws `FEED.LOOKUP_BEHIND` where more events wait than can be looked through, or `FEED.UNAVAILABLE`. */
  async findSourceEvent(agency: AgencyId, sourceEventId: string): Promise<Found | undefined> {
    const [answer] = await this.questions.add([{ agency, sourceEventId }]);
    if (answer === 'behind')
      throw unavailable('FEED.LOOKUP_BEHIND', 'So many events wait that this one could not be looked up');
    return answer === 'none' ? undefined : answer;
  }

  private async look(asked: readonly Question[]): Promise<readonly Answer[]> {
    const wanted = new Set(asked.map(nameOf));
    const found = new Map<string, Found>();
    const behind = await this.readThrough(new Set(asked.map(({ agency }) => topicOf(agency))), (message) => {
      const sourceEventId = eventIdOf(message);
      if (sourceEventId === undefined) return;
      const name = nameOf({ agency: message.agency, sourceEventId });
      if (wanted.has(name)) found.set(name, newer(found.get(name), message));
    });
    return asked.map((question) => {
      const whole = !behind.has(topicOf(question.agency));
      return found.get(nameOf(question)) ?? (whole ? 'none' : 'behind');
    });
  }

  /** Resolves with the topics of which not all that waits was seen. */
  private async readThrough(
    asked: ReadonlySet<string>,
    see: (message: FeedMessage) => void,
  ): Promise<ReadonlySet<string>> {
    const { groupId, withinMs } = this.options;
    const { agencyOf } = this.topics;
    const topics = [...asked].filter((topic) => agencyOf.has(topic));
    try {
      const committed = await committedOf(this.admin, groupId, topics);
      const ranges = lookupRanges(await heldOf(this.admin, topics), committed, this.options);
      const reading = new Ranges(ranges, see);
      await this.reread.read(reading, withinMs);
      return new Set(ranges.filter((each) => !each.whole || !reading.isRead(each)).map(({ topic }) => topic));
    } catch (error) {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka did not say which events it holds', error);
    }
  }
}

const nameOf = ({ agency, sourceEventId }: Question): string => `${agency} ${sourceEventId}`;

const newer = (known: Found | undefined, { topic, partition, offset, appendedAt }: FeedMessage): Found =>
  known && known.appendedAt > appendedAt ? known : { topic, partition, offset, appendedAt };
