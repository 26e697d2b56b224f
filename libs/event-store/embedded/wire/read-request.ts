import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { FilterTerms } from '../log/filter.js';
import type { IdForm } from './read-responses.js';
import { readStreamName } from '../../wire/stream-name.js';

export type Start<T> = 'start' | 'end' | T;

/** What a Read call asks for, be it a read or a subscription. */
export interface ReadRequest {
  readonly target:
    | { readonly kind: 'stream'; readonly stream: string; readonly from: Start<bigint> }
    | { readonly kind: 'all'; readonly from: Start<number> };
  readonly backwards: boolean;
  /** Undefined for a subscription. */
  readonly maxCount: number | undefined;
  readonly filter: FilterTerms | undefined;
  /** Positions between two checkpoints of a filtered subscription. */
  readonly checkpointInterval: number;
  readonly idForm: IdForm;
}

type Options = streams.ReadReq.Options;

/** Events that EventStoreDB looks through at once where the client does not say. */
const DEFAULT_WINDOW = 32;

/** Undefined where the request has no options or names neither a stream nor `$all`. */
export function readReadRequest(request: streams.ReadReq): ReadRequest | undefined {
  const options = request.getOptions();
  const target = options && targetOf(options);
  if (!target) return undefined;
  return {
    target,
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    maxCount: options.hasSubscription() ? undefined : Number(options.getCount()),
    filter: filterOf(options),
    checkpointInterval: intervalOf(options),
    idForm: options.getUuidOption()?.hasStructured() ? 'structured' : 'text',
  };
}

function targetOf(options: Options): ReadRequest['target'] | undefined {
  const stream = options.getStream();
  if (stream) {
    const name = Buffer.from(stream.getStreamIdentifier()?.serializeBinary() ?? []);
    return {
      kind: 'stream',
      stream: readStreamName(name),
      from: startOf(stream, () => BigInt(stream.getRevision())),
    };
  }
  const all = options.getAll();
  return (
    all && { kind: 'all', from: startOf(all, () => Number(all.getPosition()?.getCommitPosition() ?? 0)) }
  );
}

const startOf = <T>(options: { hasStart(): boolean; hasEnd(): boolean }, at: () => T): Start<T> => {
  if (options.hasStart()) return 'start';
  return options.hasEnd() ? 'end' : at();
};

function filterOf(options: Options): FilterTerms | undefined {
  const filter = options.getFilter();
  if (!filter) return undefined;
  const byType = filter.getEventType();
  const terms = byType ?? filter.getStreamIdentifier();
  return {
    on: byType ? 'event-type' : 'stream-name',
    prefixes: terms?.getPrefixList() ?? [],
    regex: terms?.getRegex() ?? '',
  };
}

function intervalOf(options: Options): number {
  const filter = options.getFilter();
  if (!filter) return Infinity;
  return (filter.getMax() || DEFAULT_WINDOW) * Math.max(1, filter.getCheckpointintervalmultiplier());
}
