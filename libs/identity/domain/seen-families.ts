import type { AgencyId, FamilyId, ItemId, PersonId, RecordId } from '#platform';
import type { Demographics } from './events.js';
import { evolveIdentity } from './evolve-identity.js';
import { initialIdentity, recordsOf, type IdentityState } from './identity-state.js';
import { joinFamilies } from './join-families.js';
import { householdOf } from './normalise-address.js';
import { recordKeys, type Digest } from './record-keys.js';
import { withoutHousehold } from './observe.js';
import { linksOf } from './resolve-subjects.js';
import { onlyNew } from './stated-fields.js';
import type { Statement } from './statement.js';

/** An item that somebody may see, with the people that they may know to be in it. */
export interface SeenItem {
  readonly item: ItemId;
  readonly people: readonly SeenRecord[];
}

export interface SeenRecord {
  readonly record: RecordId;
  readonly isProfessional: boolean;
  /** Absent where the item counts for its place alone, as when its sender took it back. */
  readonly statement?: Statement | undefined;
}

export interface SeenFamily {
  readonly family: FamilyId;
  /** Every record of its persons, with the person whom the items seen make of it. */
  readonly records: ReadonlyMap<RecordId, PersonId>;
}

/**
 * The families that the rules of identity make of these items alone, in the order in which they came: what the hub would
 * know had nothing else been published. Links, relationships and households of any other item leave no trace in them.
 */
export function familiesSeen(items: readonly SeenItem[]): readonly SeenFamily[] {
  const state = initialIdentity();
  items.forEach((item, index) => takeSeen(state, item, new Date(index).toISOString()));
  return [...state.families].flatMap(([family, persons]) => {
    const records = recordsIn(state, persons);
    return records.size === 0 ? [] : [{ family, records }];
  });
}

/** Nothing of this state is kept, so that plain text does for a digest. */
const plainly: Digest = (...parts) => parts.join('\u0000');

function takeSeen(state: IdentityState, { item, people }: SeenItem, linkedAt: string): void {
  for (const seen of people) takeRecord(state, item, seen, linkedAt);
  const kin = people.filter(({ isProfessional }) => !isProfessional).map(({ record }) => record);
  for (const { record, statement } of people)
    for (const { record: related, kind } of statement?.related ?? [])
      if (statement && kin.includes(record) && kin.includes(related))
        evolveIdentity(state, {
          type: 'RelationshipStated',
          data: { record, related, kind, agency: statement.agency, item },
        });
  joinFamilies(state, kin, { item, joinedAt: linkedAt });
}

function takeRecord(
  state: IdentityState,
  item: ItemId,
  { record, isProfessional, statement }: SeenRecord,
  linkedAt: string,
): void {
  const agency = statement?.agency ?? NO_AGENCY;
  if (statement) {
    const matchKeys = recordKeys({ ...NOBODY, ...statement }, agency, plainly);
    evolveIdentity(state, { type: 'RecordSighted', data: { record, agency, item, matchKeys } });
  }
  for (const fact of linksOf(state, record, { item, agency, linkedAt })) evolveIdentity(state, fact);
  if (!statement) return;
  const observedAt = statement.observedAt.toISOString();
  const whole = demographicsIn(statement);
  const demographics = added(state, statement, isProfessional ? withoutHousehold(whole) : whole);
  evolveIdentity(state, { type: 'RecordObserved', data: { record, agency, item, observedAt, demographics } });
}

const NO_AGENCY = '' as AgencyId;
const NOBODY = { role: 'child', onRecord: true } as const;

/** All of it, or where it comes late what it adds. */
function added(state: IdentityState, statement: Statement, full: Demographics): Demographics {
  const known = state.records.get(statement.record);
  const late = known?.observedAt !== undefined && statement.observedAt < new Date(known.observedAt);
  return late ? onlyNew(full, known.stated) : full;
}

function demographicsIn(statement: Statement): Demographics {
  const { localId, names, identifiers, dateOfBirth, address, crowded } = statement;
  const household = crowded ? undefined : householdOf(address);
  return {
    ...{ localId, names, identifiers, recordClass: 'P' },
    ...(dateOfBirth !== undefined && { dateOfBirth }),
    ...(address !== undefined && { address }),
    ...(household && { household: plainly(...household) }),
  };
}

const recordsIn = (state: IdentityState, persons: Iterable<PersonId>): ReadonlyMap<RecordId, PersonId> =>
  new Map(
    [...persons].flatMap((person) => recordsOf(state, person).map((record) => [record, person] as const)),
  );
