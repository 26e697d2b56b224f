import { kindOf, ownerOf } from './classify.js';
import type { End } from './ends.js';
import { targetHoldsEvents } from './faults.js';
import { Ledger } from './ledger.js';

const BATCH = 2_000;

/**
 * A copy may begin on a target that holds streams of another kind, or the beginning of this very copy. Other streams of the
 * same kind are another hub's: both hubs' families would be shown as one's. Reads the source only where the target is not
 * empty. Throws `MIGRATE.TARGET_HOLDS_EVENTS` before anything was written.
 */
export async function checkTarget(from: End, to: End): Promise<void> {
  const held = await ledgerOf(to);
  if (held.isEmpty) return;
  const source = new Ledger();
  const same = new Set<string>();
  for await (const events of from.readAll({ maxBatch: BATCH })) {
    for (const event of events) {
      source.add(event);
      const { stream } = event;
      if (isSame(source, held, stream)) same.add(stream);
    }
  }
  const kinds = new Set(source.names().map(ownerKind));
  const others = held.names().filter((name) => kinds.has(ownerKind(name)) && !same.has(name));
  if (others[0] !== undefined) throw targetHoldsEvents(others[0], others.length);
}

const ownerKind = (name: string): string => kindOf(ownerOf(name));

function isSame(one: Ledger, other: Ledger, stream: string): boolean {
  const [a, b] = [one.entry(stream), other.entry(stream)];
  return a !== undefined && b !== undefined && a.count === b.count && a.digest.equals(b.digest);
}

async function ledgerOf(end: End): Promise<Ledger> {
  const ledger = new Ledger();
  for await (const events of end.readAll({ maxBatch: BATCH })) for (const event of events) ledger.add(event);
  return ledger;
}
