import type { Vault } from '#vault';
import type { EventStore, StorePosition } from '#event-store';
import { initialIdentity, type IdentityState } from '../domain/identity-state.js';
import type { IdentityFact } from '../domain/identity-fact.js';
import { observe } from '../domain/observe.js';
import { resolveSubjects } from '../domain/resolve-subjects.js';
import type { StatedItem } from '../domain/stated-item.js';
import { sealFacts } from '../application/seal-facts.js';

/** What intake does with people: resolves, observes, seals and appends, one item after the other. */
export class FamiliesHarness {
  readonly state: IdentityState = initialIdentity();
  readonly facts: IdentityFact[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async take(item: StatedItem, now = new Date('2026-05-02T10:00:00Z')): Promise<StorePosition> {
    const digest = (...parts: readonly string[]) => this.vault.digest(...parts);
    const facts = [
      ...resolveSubjects(this.state, item, { digest, now }),
      ...observe(this.state, item, { digest, now }),
    ];
    this.facts.push(...facts);
    return this.append(facts);
  }

  async append(facts: readonly IdentityFact[]): Promise<StorePosition> {
    const events = await sealFacts(this.vault, facts, { schemaVersion: 1 });
    let last = 0n;
    for (const { stream, event } of events) {
      const outcome = await this.store.append(stream, 'any', [event]);
      if (!outcome.ok) throw new Error(outcome.reason);
      last = outcome.position;
    }
    return last;
  }
}
