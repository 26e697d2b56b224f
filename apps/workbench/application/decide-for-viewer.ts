import type { AgencyId, ItemId, PersonId, RecordId } from '#platform';
import type { HeldItem, SharedItem, TimelineItem } from '#journey';
import { decide, isPermitted, type AgreementFacts, type Decision, type RuleSet } from '#sharing';
import type { Sitting } from '#access';

/** An item that this viewer may see now, and why. */
export interface PermittedItem extends Omit<SharedItem, 'decisions'> {
  readonly decision: Decision;
}

/** What a viewer may see of some items; whatever is not in here must leave no trace in a response. */
export interface Permitted {
  readonly items: readonly PermittedItem[];
  /** How many items each agency holds that the viewer may know of but not see. */
  readonly withheld: ReadonlyMap<AgencyId, number>;
  readonly ruleset: string;
}

export interface Deciding {
  readonly sitting: Sitting;
  readonly agreements: ReadonlyMap<PersonId, readonly AgreementFacts[]>;
  readonly now: Date;
  readonly ruleset: RuleSet;
}

/** Decides every item again for the viewer's team, purpose and moment. Order kept. */
export function decideForViewer(items: readonly TimelineItem[], deciding: Deciding): Permitted {
  const permitted: PermittedItem[] = [];
  const withheld = new Map<AgencyId, number>();
  for (const item of items) {
    const decision = item.state === 'SHARED' ? decisionOn(item, deciding) : undefined;
    if (item.state === 'SHARED' && decision && isPermitted(decision)) permitted.push(seen(item, decision));
    else if (mayBeTold(item, decision)) withheld.set(item.agency, (withheld.get(item.agency) ?? 0) + 1);
  }
  return { items: permitted, withheld, ruleset: deciding.ruleset.version };
}

function decisionOn(item: SharedItem, { sitting, agreements, now, ruleset }: Deciding): Decision {
  const { viewer, purpose } = sitting;
  const persons = new Set(item.people.map(({ person }) => person));
  const held = [...persons].flatMap((person) => agreements.get(person) ?? []);
  return decide({ item: item.facts, recipient: viewer.recipient, purpose, agreements: held, now }, ruleset);
}

const seen = ({ decisions: _past, ...item }: SharedItem, decision: Decision): PermittedItem => ({
  ...item,
  decision,
});

/** Withheld rather than sealed: the publisher lets existence be told, and no restricted class is in it. */
function mayBeTold(item: TimelineItem, decision: Decision | undefined): boolean {
  if (item.state !== 'SHARED') return item.existenceMayBeTold && !item.decisions.some(isRestricted);
  const { sharing, restricted, sensitivity } = item.facts;
  if (restricted.length > 0 || sensitivity === 'R' || item.retracts !== undefined) return false;
  return sharing.existenceMayBeTold && decision !== undefined && !isRestricted(decision);
}

const isRestricted = ({ outcome, modifiers }: HeldItem['decisions'][number]): boolean =>
  outcome === 'HOLD' || modifiers.includes('M2');

/** Persons whom some permitted item is about, each with the records that those items name. */
export function visiblePersons(
  items: readonly PermittedItem[],
): ReadonlyMap<PersonId, ReadonlySet<RecordId>> {
  const visible = new Map<PersonId, Set<RecordId>>();
  const subjects = items
    .filter(isStanding)
    .flatMap(({ people, decision }) =>
      people.filter(({ party, record }) => party === 'SUBJECT' && !decision.redact.includes(record)),
    );
  for (const { person, record } of subjects)
    visible.set(person, (visible.get(person) ?? new Set()).add(record));
  return visible;
}

/** Neither taken back by its sender nor itself the taking back of another. */
export const isStanding = (item: PermittedItem): boolean =>
  item.retractedBy.length === 0 && item.retracts === undefined;

export const idsOf = (items: readonly PermittedItem[]): ReadonlySet<ItemId> =>
  new Set(items.map(({ item }) => item));
