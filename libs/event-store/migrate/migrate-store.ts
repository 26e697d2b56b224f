import { NOTHING_COPIED, type Checkpoint, type CheckpointStore } from './checkpoint.js';
import { checkTarget } from './check-target.js';
import { copyEvents, type CopyOptions } from './copy.js';
import { openEnd, type End } from './ends.js';
import { sameServer } from './faults.js';
import { refuseSameServer } from './refuse-same-server.js';
import { verify, type Verification } from './verify.js';

export interface MigrateOptions extends Omit<CopyOptions, 'onBatch'> {
  readonly fromUrl: string;
  readonly toUrl: string;
  readonly checkpoints: CheckpointStore;
  readonly deadlineMs?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export type Progress =
  | { readonly step: 'copy'; readonly position: bigint; readonly head: bigint; readonly events: number }
  | { readonly step: 'verify'; readonly read: number };

export type Migrated =
  | { readonly interrupted: true; readonly events: number }
  | { readonly interrupted: false; readonly resumed: boolean; readonly verification: Verification };

/**
 * Copies every stream of one server to another and compares both. Goes on from the checkpoint where there is one; after a
 * crash nothing is lost or doubled, because events keep their ids and revisions. Throws the `MIGRATE.` family and
 * `EVENT_STORE.UNAVAILABLE`.
 */
export async function migrateStore(options: MigrateOptions): Promise<Migrated> {
  return withEnds(options, async (from, to) => {
    const found = await options.checkpoints.find();
    if (!found) {
      await checkTarget(from, to);
      await options.checkpoints.put(NOTHING_COPIED);
    }
    const head = await from.headPosition();
    const onBatch = ({ position = 0n, events }: Checkpoint) =>
      options.onProgress?.({ step: 'copy', position, head, events });
    const copied = await copyEvents(from, to, found ?? NOTHING_COPIED, { ...options, onBatch });
    if (options.signal?.aborted) return { interrupted: true, events: copied.events };
    const verification = await verify(from, to, copied, readers(options));
    return { interrupted: false, resumed: found !== undefined, verification };
  });
}

/** Compares the two servers and writes nothing. */
export async function verifyOnly(
  options: Pick<MigrateOptions, 'fromUrl' | 'toUrl' | 'deadlineMs' | 'onProgress'>,
): Promise<Verification> {
  return withEnds(options, (from, to) => verify(from, to, undefined, readers(options)));
}

const readers =
  ({ onProgress }: Pick<MigrateOptions, 'onProgress'>) =>
  (read: number): void =>
    onProgress?.({ step: 'verify', read });

async function withEnds<T>(
  { fromUrl, toUrl, deadlineMs }: Pick<MigrateOptions, 'fromUrl' | 'toUrl' | 'deadlineMs'>,
  work: (from: End, to: End) => Promise<T>,
): Promise<T> {
  if (fromUrl === toUrl) throw sameServer();
  const timing = deadlineMs === undefined ? {} : { deadlineMs };
  const ends: End[] = [];
  try {
    const from = openEnd({ url: fromUrl, ...timing });
    ends.push(from);
    const to = openEnd({ url: toUrl, ...timing });
    ends.push(to);
    await refuseSameServer(from, to);
    return await work(from, to);
  } finally {
    await Promise.all(ends.map((end) => end.close()));
  }
}
