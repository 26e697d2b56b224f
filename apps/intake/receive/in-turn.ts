import type { FeedMessage } from '#feed';

/**
 * Messages of several partitions as one line, nearly in the order in which the feed took them. Each partition's own order
 * holds whatever its times say, because a broker's clock may have been put back.
 */
export function inTurn(partitions: readonly (readonly FeedMessage[])[]): readonly FeedMessage[] {
  const heads = partitions.map((messages) => ({ messages, next: 0 }));
  const line: FeedMessage[] = [];
  for (;;) {
    const first = earliest(heads);
    const message = first?.messages[first.next];
    if (!first || !message) return line;
    first.next += 1;
    line.push(message);
  }
}

interface Head {
  readonly messages: readonly FeedMessage[];
  next: number;
}

function earliest(heads: readonly Head[]): Head | undefined {
  let found: Head | undefined;
  for (const head of heads) if (timeOf(head) < timeOf(found)) found = head;
  return found;
}

const timeOf = (head: Head | undefined): number =>
  head?.messages[head.next]?.appendedAt.getTime() ?? Number.POSITIVE_INFINITY;
