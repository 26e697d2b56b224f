import type { AgencyId, ItemId, PersonId, RecordId } from '#platform';
import type { SharedItem, TimelineItem } from '#journey';
import { hasRestriction, isRestrictedDecision, withDanger } from '#governance';
import {
  decide,
  isPermitted,
  type AgreementFacts,
  type Decision,
  type OverrideRecord,
  type OwingFacts,
  type RuleSet,
} from '#sharing';
import type { ConnectionKind, Sitting } from '#access';
import { corrected } from './corrected.js';
import { isStating, type PermittedItem } from './permitted-item.js';
import { viewerFactsOf } from './viewer-facts.js';

export type { PermittedItem };

/** What a viewer may see of some items; whatever is not in here must leave no trace in a response. */
export interface Permitted {
  readonly items: readonly PermittedItem[];
  /** How many items each agency holds that the viewer may know of but not see. */
  readonly withheld: ReadonlyMap<AgencyId, number>;
  /** Those items: what an override may be asked for. */
  readonly held: readonly HeldBack[];
  readonly ruleset: string;
}

export interface HeldBack {
  readonly item: ItemId;
  readonly agency: AgencyId;
}

export interface Deciding {
  readonly sitting: Sitting;
  readonly agreements: ReadonlyMap<PersonId, readonly AgreementFacts[]>;
  /** Records that somebody authorised. */
  readonly overrides?: readonly OverrideRecord[];
  /** What is owed for earlier disclosures to the viewer's team. */
  readonly owing?: ReadonlyMap<ItemId, readonly OwingFacts[]>;
  /** How the viewer declared to be connected to the people of an item. */
  readonly connectedTo?: (item: TimelineItem) => readonly ConnectionKind[];
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/**
 * Decides every item again for the viewer's team, purpose and moment. Order kept. `corrections` count for what they correct,
 * as far as the viewer may see them, and are not in the answer themselves.
 */
export function decideForViewer(
  items: readonly TimelineItem[],
  deciding: Deciding,
  corrections: readonly SharedItem[] = [],
): Permitted {
  const permitted: PermittedItem[] = [];
  const held: HeldBack[] = [];
  for (const item of items) {
    const decision = item.state === 'SHARED' ? decisionOn(item, deciding) : undefined;
    if (item.state === 'SHARED' && decision && isPermitted(decision)) permitted.push(seen(item, decision));
    else if (mayBeTold(item, decision) && !isBarred(item, deciding))
      held.push({ item: item.item, agency: item.agency });
  }
  const beside = corrections.flatMap((item) => {
    const decision = decisionOn(item, deciding);
    return isPermitted(decision) ? [seen(item, decision)] : [];
  });
  return {
    items: corrected(permitted, beside),
    withheld: countsOf(held),
    held,
    ruleset: deciding.ruleset.version,
  };
}

/** Of their own family a viewer may not even know that something is withheld. */
const isBarred = (item: TimelineItem, { connectedTo }: Deciding): boolean =>
  connectedTo?.(item).some((kind) => kind === 'SUBJECT' || kind === 'RELATIVE') === true;

function countsOf(held: readonly HeldBack[]): ReadonlyMap<AgencyId, number> {
  const counts = new Map<AgencyId, number>();
  for (const { agency } of held) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  return counts;
}

function decisionOn(item: SharedItem, deciding: Deciding): Decision {
  const { sitting, agreements, overrides = [], owing, now, ruleset } = deciding;
  const persons = new Set(item.people.map(({ person }) => person));
  const records = overrides.filter(({ items }) => items.some((named) => named.item === item.item));
  // A record that never came must not stand in the way of an emergency.
  const owed = sitting.glass === undefined ? owing?.get(item.item) : undefined;
  const viewer = viewerFactsOf(sitting, deciding.connectedTo?.(item));
  return decide(
    {
      item: sitting.glass ? withDanger(item.facts, sitting.glass.danger) : item.facts,
      recipient: sitting.viewer.recipient,
      purpose: sitting.purpose,
      agreements: [...persons].flatMap((person) => agreements.get(person) ?? []),
      now,
      ...(records.length === 0 ? {} : { overrides: records }),
      ...(owed === undefined ? {} : { owing: owed }),
      ...(viewer === undefined ? {} : { viewer }),
    },
    ruleset,
  );
}

const seen = ({ decisions: _past, ...item }: SharedItem, decision: Decision): PermittedItem => ({
  ...item,
  decision,
});

/**
 * Withheld rather than sealed: the publisher lets existence be told, has not taken it back since, and no restricted class
 * is in it.
 */
function mayBeTold(item: TimelineItem, decision: Decision | undefined): boolean {
  if (item.retractedBy.length > 0) return false;
  if (item.state !== 'SHARED') return item.existenceMayBeTold && !item.decisions.some(isRestrictedDecision);
  const { sharing, restricted, sensitivity } = item.facts;
  if (restricted.length > 0 || sensitivity === 'R' || item.retracts !== undefined) return false;
  if (isForEmergencyAlone(item))
    return sharing.existenceMayBeTold && !item.decisions.some(isRestrictedDecision);
  return sharing.existenceMayBeTold && decision !== undefined && !isRestrictedDecision(decision);
}

/** Held for an hour because somebody broke the glass: to all others it is the stub that it was. */
const isForEmergencyAlone = ({ facts, decisions }: SharedItem): boolean =>
  hasRestriction(facts) && !decisions.some(isPermitted);

/** Persons whom some permitted item is about, each with the records that those items name. */
export function visiblePersons(
  items: readonly PermittedItem[],
): ReadonlyMap<PersonId, ReadonlySet<RecordId>> {
  const visible = new Map<PersonId, Set<RecordId>>();
  const subjects = items
    .filter(isStating)
    .flatMap(({ people, decision }) =>
      people.filter(({ party, record }) => party === 'SUBJECT' && !decision.redact.includes(record)),
    );
  for (const { person, record } of subjects)
    visible.set(person, (visible.get(person) ?? new Set()).add(record));
  return visible;
}

export const idsOf = (items: readonly PermittedItem[]): ReadonlySet<ItemId> =>
  new Set(items.map(({ item }) => item));
