/** What a stream's metadata asks of readers. Numbers as EventStoreDB stores them. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAgeSeconds?: number;
  readonly truncateBefore?: bigint;
  readonly softDeleted: boolean;
}

export const METADATA_EVENT = '$metadata';
export const TOMBSTONE_EVENT = '$streamDeleted';
export const NO_METADATA: StreamMetadata = { softDeleted: false };
/** A metadata stream keeps its last event only. */
const METASTREAM: StreamMetadata = { softDeleted: false, maxCount: 1 };
/** `$tb` of a soft-deleted stream: 2^63 - 1, which JSON reads as 2^63. */
const DELETED = 2 ** 63;

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;

export function metadataOf(stream: string, stored: Buffer | undefined): StreamMetadata {
  if (isMetastream(stream)) return METASTREAM;
  return stored ? parse(stored) : NO_METADATA;
}

/** The stored metadata with `$tb` set so that nothing, or nothing before `revision`, is read. */
export function withTruncateBefore(stored: Buffer | undefined, revision: bigint | 'everything'): Buffer {
  const kept = Object.entries(fields(stored)).filter(([name]) => name !== '$tb');
  const before = revision === 'everything' ? '9223372036854775807' : revision.toString();
  const members = kept.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return Buffer.from(`{${[...members, `"$tb":${before}`].join(',')}}`);
}

function parse(stored: Buffer): StreamMetadata {
  const { $maxCount, $maxAge, $tb } = fields(stored);
  const softDeleted = typeof $tb === 'number' && $tb >= DELETED;
  return {
    softDeleted,
    ...(isCount($maxCount) && { maxCount: $maxCount }),
    ...(isCount($maxAge) && { maxAgeSeconds: $maxAge }),
    ...(isCount($tb) && !softDeleted && { truncateBefore: BigInt($tb) }),
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

function fields(stored: Buffer | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored?.toString('utf8') ?? '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
