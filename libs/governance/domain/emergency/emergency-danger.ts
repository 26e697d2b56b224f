import {
  decide,
  type AgreementFacts,
  type Decision,
  type ItemFacts,
  type JudgementFacts,
  type OverrideRecord,
  type RecipientFacts,
  type RuleSet,
} from '#sharing';
import type { GlassBroken } from './emergency-events.js';

type Danger = Pick<GlassBroken, 'by' | 'at' | 'until'> & { readonly limb: GlassBroken['limb'] | undefined };

/** The danger as a person judged it; it lasts as long as the emergency view. Who judged it is sealed with the record. */
export const dangerOf = ({ by, at, until, limb }: Danger): JudgementFacts => ({
  ...{ kind: 'IMMEDIATE_DANGER', named: true, reasoned: true, madeAt: at, reviewBy: until },
  ...{ role: by.role, organisation: by.agency },
  ...(limb && { limb }),
});

/**
 * Who breaks the glass answers for the danger as the sender would: for this look, and for restricted classes alone. What was
 * refused has the override as its way.
 */
export function withDanger(facts: ItemFacts, danger: JudgementFacts): ItemFacts {
  if (!hasRestriction(facts)) return facts;
  const judgements = [...(facts.sharing.judgements ?? []), danger];
  return { ...facts, sharing: { ...facts.sharing, judgements } };
}

export const hasRestriction = ({ restricted, sensitivity, fields = [], people }: ItemFacts): boolean =>
  restricted.length > 0 ||
  [sensitivity, ...fields.map((field) => field.sensitivity)].includes('R') ||
  people.some((person) => (person.restricted ?? []).length > 0);

export interface EmergencyQuestion {
  readonly recipients: readonly RecipientFacts[];
  readonly agreements: readonly AgreementFacts[];
  readonly overrides: readonly OverrideRecord[];
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/** A restricted item for whoever broke the glass, decided as their page decides it; undefined where it lasts no more. */
export function decideInEmergency(
  item: ItemFacts,
  glass: GlassBroken,
  { recipients, agreements, overrides, now: clock, ruleset }: EmergencyQuestion,
): Decision | undefined {
  const { until, at, purpose } = glass;
  const role = recipients.find(({ recipient }) => recipient === glass.recipient)?.role;
  if (!role || !hasRestriction(item) || clock >= new Date(until)) return undefined;
  // What is on record has begun, whatever a clock that is behind says.
  const now = new Date(Math.max(clock.getTime(), Date.parse(at)));
  const recipient = { recipient: glass.recipient, role };
  const viewer = { relationship: 'BREAK_GLASS', reasoned: true } as const;
  const facts = { item: withDanger(item, dangerOf(glass)), recipient, purpose, agreements, now, viewer };
  return decide({ ...facts, ...(overrides.length === 0 ? {} : { overrides }) }, ruleset);
}
