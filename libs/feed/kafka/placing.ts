import kafkajs from 'kafkajs';
import type { Place } from './place.js';

/** Murmur2 over the key, as Java's own client has it. */
export const createPartitioner = kafkajs.Partitioners.DefaultPartitioner;

const partitioner = createPartitioner();

export interface Outgoing extends Place {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** With the partition that its key belongs to. `partitionsOf`: how many there are, by topic. */
export function placed(
  { topic, key, headers, value }: Omit<Outgoing, 'partition'>,
  partitionsOf: ReadonlyMap<string, number>,
): Outgoing {
  const partitionMetadata = Array.from({ length: partitionsOf.get(topic) ?? 1 }, (_, at) => ({
    partitionErrorCode: 0,
    partitionId: at,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  const partition = partitioner({ topic, partitionMetadata, message: { key, value } });
  return { topic, partition, key, headers, value };
}
