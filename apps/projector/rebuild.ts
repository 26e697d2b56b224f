import type pg from 'pg';
import type { EventStore } from '#event-store';
import { invalid } from '#platform';
import { rebuildProjection, type Projection, type Rebuilt, type RebuildProgress } from '#read-store';

/** The projections asked for. Throws `PROJECTION.UNKNOWN` naming those there are. */
export function chooseProjections(
  projections: readonly Projection[],
  wanted: { readonly names: readonly string[]; readonly all: boolean },
): readonly Projection[] {
  const known = projections.map(({ name }) => name);
  const wrong = wanted.names.filter((name) => !known.includes(name));
  if (wrong.length > 0 || (wanted.names.length === 0 && !wanted.all)) {
    const complaint =
      wrong.length > 0 ? `There is no projection ${wrong.join(', ')}.` : 'Say which projection.';
    throw invalid('PROJECTION.UNKNOWN', `${complaint} There are: ${known.join(', ')}.`);
  }
  return wanted.all ? projections : projections.filter(({ name }) => wanted.names.includes(name));
}

export interface Watcher {
  progressed(name: string, progress: RebuildProgress): void;
  rebuilt(name: string, result: Rebuilt): void;
}

/** One after the other, so that a hub at work keeps a processor. */
export async function rebuildAll(
  projections: readonly Projection[],
  { store, pool, signal }: { store: EventStore; pool: pg.Pool; signal: AbortSignal },
  watcher: Watcher,
): Promise<void> {
  for (const projection of projections) {
    const onProgress = (progress: RebuildProgress) => watcher.progressed(projection.name, progress);
    watcher.rebuilt(
      projection.name,
      await rebuildProjection({ projection, store, pool, signal, onProgress }),
    );
  }
}
