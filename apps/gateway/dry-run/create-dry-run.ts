import type { AgencyRegistry } from '#access';
import { createValidator, explain, mayPublish, type SourceEvent, type Validator } from '#contracts';
import type { AgencyId, Clock } from '#platform';
import type { RuleSet } from '#sharing';
import { decidedFor } from '../../intake/stages/decide.js';
import { factsOf } from '../../intake/stages/item-facts.js';
import { checkEnvelope } from '../publish/check-envelope.js';
import type { DryRun, DryRunResult } from './dry-run.js';
import { rehearsedItemId, rehearseItem, strangersOf } from './rehearse-item.js';

export interface DryRunDeps {
  readonly registry: AgencyRegistry;
  readonly clock: Clock;
  readonly rulesetAt: (now: Date) => RuleSet;
}

const NOTICE_ASSUMES = ['That no later notice about the same agreement is held.'];

/** The same checks and the same rules as intake, over the text alone: nothing is kept, nothing real is read. */
export function createDryRun({ registry, clock, rulesetAt }: DryRunDeps): DryRun {
  const validator = createValidator();
  const recipients = decidedFor(registry.recipients);
  return (agency, candidate) => {
    const now = clock();
    const refused = refusalOf(registry, validator, agency, candidate, now);
    if (refused) return refused;
    const event = candidate as SourceEvent;
    if (event.type.startsWith('agreement.'))
      return { id: event.id, state: 'would-be-noted', assumes: NOTICE_ASSUMES };
    const facts = factsOf(event, agency, rehearsedItemId(event, agency), strangersOf(event, agency));
    return rehearseItem(facts, event, { recipients, ruleset: rulesetAt(now), now });
  };
}

function refusalOf(
  registry: AgencyRegistry,
  validator: Validator,
  agency: AgencyId,
  candidate: unknown,
  now: Date,
): DryRunResult | undefined {
  const envelope = checkEnvelope(agency, candidate, {});
  if (!envelope.fits) return rejected(envelope.id, [envelope]);
  const { id } = envelope;
  const { type } = candidate as SourceEvent;
  if (!mayPublish(type, registry.findAgency(agency)?.sectors ?? []))
    return rejected(id, [{ code: 'AUTH.SECTOR_NOT_ALLOWED', path: '/type' }]);
  const validation = validator.validate(candidate, now);
  return validation.ok ? undefined : rejected(id, validation.reasons);
}

const rejected = (
  id: string | undefined,
  reasons: readonly { readonly code: string; readonly path?: string | undefined }[],
): DryRunResult => ({
  ...(id === undefined ? {} : { id }),
  state: 'would-be-rejected',
  reasons: reasons.map(({ code, path }) => explain({ code, path })),
});
