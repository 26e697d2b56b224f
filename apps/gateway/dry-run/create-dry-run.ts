import type { AgencyRegistry } from '#access';
import { explain } from '#contracts';
import type { DryRun, DryRunResult } from '#journey';
import { topicOf, type FeedMessage } from '#feed';
import type { AgencyId, Clock } from '#platform';
import type { RuleSet } from '#sharing';
import { createEventReader } from '../../intake/contract-reader.js';
import { KnownFacts } from '../../intake/memory/known-facts.js';
import { authenticate } from '../../intake/stages/authenticate.js';
import { decidedFor } from '../../intake/stages/decide.js';
import { decode } from '../../intake/stages/decode.js';
import type { Planning } from '../../intake/stages/plan.js';
import { andThen, type Reason, type Underway } from '../../intake/stages/underway.js';
import { validate, type Validated } from '../../intake/stages/validate.js';
import { checkEnvelope } from '../publish/check-envelope.js';
import { startRehearsal } from './rehearsal.js';

export interface DryRunDeps {
  readonly registry: AgencyRegistry;
  readonly clock: Clock;
  readonly rulesetAt: (now: Date) => RuleSet;
}

/** The very stages of intake over an empty memory: nothing is kept, and no real record is read. */
export function createDryRun({ registry, clock, rulesetAt }: DryRunDeps): DryRun {
  const reader = createEventReader();
  const recipients = decidedFor(registry.recipients);
  const read = (message: FeedMessage): Underway<Validated> => {
    const authenticated = andThen([decode(reader)(message)], authenticate(registry));
    const [checked] = andThen(
      authenticated,
      validate(reader, (text) => text),
    );
    if (!checked) throw new Error('A message that is checked has an answer');
    return checked;
  };
  return (agency, candidates) => {
    const now = clock();
    const take = startRehearsal(planningAnew({ recipients, ruleset: rulesetAt(now), now }));
    return candidates.map((candidate, at) => {
      const message = messageOf(agency, candidate, { now, at });
      if (!message.fits) return rejected(message.id, [message]);
      const checked = read(message.value);
      const answer = checked.on ? take(checked.value) : checked;
      return 'state' in answer ? answer : rejected(message.id, answer.reasons);
    });
  };
}

const planningAnew = (deciding: Pick<Planning, 'recipients' | 'ruleset' | 'now'>): Planning => ({
  ...deciding,
  knowledge: new KnownFacts('dry run'),
  vantage: { intake: 'dry run', knownTo: '0' },
  digest: (...parts) => parts.join('\n'),
});

/** As the feed would give it to intake, were it published now. */
function messageOf(
  agency: AgencyId,
  candidate: unknown,
  { now, at }: { readonly now: Date; readonly at: number },
) {
  const envelope = checkEnvelope(agency, candidate, { 'content-type': 'application/cloudevents+json' });
  if (!envelope.fits) return envelope;
  const place = { topic: topicOf(agency), partition: 0, offset: BigInt(at), appendedAt: now };
  const value: FeedMessage = { ...envelope.message, ...place };
  return { fits: true, id: envelope.id, value } as const;
}

const rejected = (id: string | undefined, reasons: readonly Reason[]): DryRunResult => ({
  ...(id === undefined ? {} : { id }),
  state: 'would-be-rejected',
  reasons: reasons.map(({ code, path }) => explain({ code, path })),
});
