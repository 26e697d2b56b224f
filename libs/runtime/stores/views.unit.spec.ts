import type { StoredEvent } from '#event-store';
import { derivedUuid } from '#platform';
import type { Projection } from '#read-store';
import { projectionsOf } from './views.js';

const projections = projectionsOf({ open: async () => new Map() as never });
const followed = projections.flatMap((projection) =>
  projection.streams.map((prefix) => ({ projection, prefix, view: projection.name })),
);

const unheardOf = (prefix: string, revision: bigint): StoredEvent => {
  const stream = `${prefix}${derivedUuid(prefix)}`;
  return {
    ...{
      id: derivedUuid(stream),
      stream,
      revision,
      position: 7n,
      createdAt: new Date('2026-11-26T09:00:00Z'),
    },
    ...{ type: 'NeverHeardOf', data: {}, metadata: { schemaVersion: 1 } },
  };
};

async function project(projection: Projection, event: StoredEvent): Promise<void> {
  const [opened = event] = (await projection.open?.([event])) ?? [];
  for (const table of projection.tables)
    for (const key of table.keysOf(opened)) table.evolve(undefined, opened, key);
}

describe('An event of a type that this release does not know', () => {
  it.each(followed)('is never skipped: $view, $prefix', async ({ projection, prefix }) => {
    for (const revision of [0n, 4n])
      await expect(project(projection, unheardOf(prefix, revision))).rejects.toMatchObject({
        code: 'PROJECTION.UNKNOWN_EVENT',
      });
  });
});
