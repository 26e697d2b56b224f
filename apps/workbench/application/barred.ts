import type { FamilyId } from '#platform';
import { ownFamilyOf } from '#identity';
import type { Connection, Sitting, Viewer } from '#access';
import { connectionsOf, isBarring } from './connected.js';
import { lookAt } from './look-at.js';
import type { Readers } from './readers.js';

/** Somebody signed in, with a purpose where their role states one. */
export type Looking = Sitting | { readonly viewer: Viewer; readonly declared?: readonly Connection[] };

/**
 * Which of these families, each called after a record, are the viewer's own by what they declared: no list or record may tell
 * them of these. Made out in the viewer's own sight; where a role has none, by the hub's families.
 */
export async function barredAmong(
  readers: Readers,
  who: Looking,
  named: readonly FamilyId[],
  now: Date,
): Promise<ReadonlySet<FamilyId>> {
  const connections = (await connectionsOf(readers, who)).filter(isBarring);
  if (connections.length === 0 || named.length === 0) return new Set();
  if (!('purpose' in who) || who.purpose === 'IG_AUDIT') return barredInHub(readers, connections, named);
  const { barred } = await lookAt(readers, who, await hubFamilies(readers, named), now);
  const own = new Set([...barred].map(ownFamilyOf));
  return new Set(named.filter((family) => own.has(family)));
}

async function barredInHub(
  readers: Readers,
  connections: readonly Connection[],
  named: readonly FamilyId[],
): Promise<ReadonlySet<FamilyId>> {
  const declared = connections.flatMap(({ records }) => records.map(ownFamilyOf));
  const own = new Set(await hubFamilies(readers, declared));
  const found = await Promise.all(
    named.map(async (family) => [family, await hubFamilies(readers, [family])] as const),
  );
  return new Set(found.flatMap(([family, [hub]]) => (hub !== undefined && own.has(hub) ? [family] : [])));
}

/** What the hub calls those that are called after a record. */
export async function hubFamilies(
  { people }: Pick<Readers, 'people'>,
  named: readonly FamilyId[],
): Promise<readonly FamilyId[]> {
  const found = await Promise.all([...new Set(named)].map((family) => people.familyNamed(family)));
  return [...new Set(found.filter((family) => family !== undefined))];
}
