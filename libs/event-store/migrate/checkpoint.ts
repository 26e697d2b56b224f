import { open, readFile, rename } from 'node:fs/promises';
import { checkpointNotWritten, foreignCheckpoint, unreadableCheckpoint } from './faults.js';
import { NO_DIGEST } from './ledger.js';

/** How far a copy is. Everything up to the position is on the target; a little more may be. */
export interface Checkpoint {
  readonly position: bigint | undefined;
  readonly events: number;
  /** Over all events copied, in the order of the source. */
  readonly digest: string;
  /** Streams that have metadata, and streams that are barred, both still to be brought over at the end. */
  readonly withMetadata: readonly string[];
  readonly tombstoned: readonly string[];
}

export const NOTHING_COPIED: Checkpoint = {
  position: undefined,
  events: 0,
  digest: NO_DIGEST,
  withMetadata: [],
  tombstoned: [],
};

export interface CheckpointStore {
  /** Undefined where no copy has begun. */
  find(): Promise<Checkpoint | undefined>;
  put(checkpoint: Checkpoint): Promise<void>;
}

/**
 * Keeps the checkpoint in a file that is replaced as a whole, so that a crash leaves the old one or the new one. Throws
 * `MIGRATE.FOREIGN_CHECKPOINT`, `MIGRATE.UNREADABLE_CHECKPOINT` and `MIGRATE.CHECKPOINT_NOT_WRITTEN`.
 */
export function checkpointFile(file: string, fromUrl: string, toUrl: string): CheckpointStore {
  const ends = { from: withoutCredentials(fromUrl), to: withoutCredentials(toUrl) };
  return {
    async find() {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if ((error as { code?: string }).code === 'ENOENT') return undefined;
        throw unreadableCheckpoint(file);
      });
      if (text === undefined) return undefined;
      const { from, to, ...checkpoint } = parse(file, text);
      if (from !== ends.from || to !== ends.to) throw foreignCheckpoint(file);
      return checkpoint;
    },
    put: (checkpoint) => replace(file, { ...ends, ...checkpoint, position: checkpoint.position?.toString() }),
  };
}

/** Addresses may hold a password, which belongs in no file. */
export const withoutCredentials = (url: string): string => url.replace(/\/\/[^/?]*@/, '//');

function parse(file: string, text: string): Checkpoint & { readonly from: string; readonly to: string } {
  try {
    const { position, ...kept } = JSON.parse(text) as Omit<ReturnType<typeof parse>, 'position'> & {
      readonly position?: string;
    };
    const isWhole = Array.isArray(kept.withMetadata) && Array.isArray(kept.tombstoned);
    if (!isWhole || !Number.isInteger(kept.events) || !/^[0-9a-f]{64}$/.test(kept.digest))
      throw unreadableCheckpoint(file);
    return { ...kept, position: position === undefined ? undefined : BigInt(position) };
  } catch {
    throw unreadableCheckpoint(file);
  }
}

async function replace(file: string, content: object): Promise<void> {
  const fresh = `${file}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(content)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch {
    throw checkpointNotWritten(file);
  }
}
