import { fingerprint, rebuildProjection, waitForProjection } from '#read-store';
import { projectionsOf } from '#runtime';
import type { Looked } from './left-to-decide.js';

/** Views that differ from those built again from nothing. */
export async function differingViews({ pool, store, vault }: Looked): Promise<readonly string[]> {
  const head = (await store.headPosition()) ?? 0n;
  const differing: string[] = [];
  for (const projection of projectionsOf(vault)) {
    await waitForProjection(pool, projection.name, head, { withinMs: 120_000 });
    const live = JSON.stringify(await fingerprint(pool, projection));
    await rebuildProjection({ projection, store, pool });
    if (JSON.stringify(await fingerprint(pool, projection)) !== live) differing.push(projection.name);
  }
  return differing;
}
