import type { End } from './ends.js';
import { targetHoldsEvents } from './faults.js';
import { Ledger } from './ledger.js';

const BATCH = 2_000;

/**
 * A copy may begin on a target that holds other streams, or the beginning of this very copy. Reads the source only where
 * the target is not empty. Throws `MIGRATE.TARGET_HOLDS_EVENTS` before anything was written.
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
  const others = held.names().filter((name) => source.concerns(name) && !same.has(name));
  if (others[0] !== undefined) throw targetHoldsEvents(others[0], others.length);
}

function isSame(one: Ledger, other: Ledger, stream: string): boolean {
  const [a, b] = [one.entry(stream), other.entry(stream)];
  return a !== undefined && b !== undefined && a.count === b.count && a.digest.equals(b.digest);
}

async function ledgerOf(end: End): Promise<Ledger> {
  const ledger = new Ledger();
  for await (const events of end.readAll({ maxBatch: BATCH })) for (const event of events) ledger.add(event);
  return ledger;
}
