import { type Identifiers, type PersonName } from '#contracts';
import { type Dice } from '../chance/dice.js';
import { type RecordTruth } from '../county/county.js';
import { DIRT, shortened, typedAddress, withDayAndMonthSwapped } from '../dirt/spoiling.js';
import { AGENCIES, type AgencyKey } from './agencies.js';
import { type Family, type Person } from './person.js';

/** One agency's own record of one person: its number, and what it believes of them. */
export interface AgencyRecord {
  readonly localId: string;
  readonly identifiers: Identifiers;
  readonly names: readonly PersonName[];
  readonly dateOfBirth: string;
  readonly sex: 'M' | 'F';
  /** Days after a move at which this agency hears of the new address. */
  readonly moveLag: number;
  readonly dice: Dice;
}

/** Keeps every agency's records: the same person at the same agency is always the same record. */
export class RecordOffice {
  private readonly records = new Map<string, AgencyRecord>();
  private readonly opened: RecordTruth[] = [];
  private readonly lastNumber = new Map<AgencyKey, number>();

  constructor(private readonly dice: Dice) {}

  recordOf(agency: AgencyKey, person: Person, clean: boolean): AgencyRecord {
    const key = `${agency}:${person.key}`;
    const found = this.records.get(key);
    if (found !== undefined) return found;
    const made = this.open(agency, person, clean, this.dice.fork(key));
    this.records.set(key, made);
    this.opened.push({ agency: AGENCIES[agency].id, localId: made.localId, personKey: person.key });
    return made;
  }

  /** Every record opened so far, with the person it is truly of. */
  truth(): readonly RecordTruth[] {
    return this.opened;
  }

  private open(agency: AgencyKey, person: Person, clean: boolean, dice: Dice): AgencyRecord {
    return {
      localId: this.nextLocalId(agency),
      identifiers: identifiersHeld(agency, person, dice),
      names: clean ? namesOfNamed(agency, person) : namesHeld(person, dice),
      dateOfBirth:
        !clean && dice.chance(DIRT.swappedBirth) ? withDayAndMonthSwapped(person.bornOn) : person.bornOn,
      sex: person.sex,
      moveLag: dice.chance(DIRT.oldAddress) ? dice.whole(60, 400) : dice.whole(1, 30),
      dice,
    };
  }

  private nextLocalId(agency: AgencyKey): string {
    const number = (this.lastNumber.get(agency) ?? 0) + 1;
    this.lastNumber.set(agency, number);
    return `${AGENCIES[agency].code}-${String(number).padStart(6, '0')}`;
  }
}

/** The address an agency has on file that day: it may not have heard of the last move yet. */
export function addressOnFile(record: AgencyRecord, family: Family, day: number) {
  const known = family.homes.filter((home) => home.fromDay + record.moveLag <= day).at(-1) ?? family.homes[0];
  return known === undefined ? undefined : typedAddress(known.address, record.dice);
}

/**
 * What each kind of agency holds: health the NHS number; schools the pupil number, and the NHS number of a third
 * (consistent identifier pilot); police the PNC id of adults who have one and the NHS number of most children under
 * the pilot; social care all three; early help mostly the NHS number.
 */
function identifiersHeld(agency: AgencyKey, person: Person, dice: Dice): Identifiers {
  const nhs = (share: number) => (dice.chance(share) ? { nhsNumber: person.nhsNumber } : {});
  const upn = person.upn === undefined ? {} : { upn: person.upn };
  switch (agency) {
    case 'hospital':
    case 'community':
      return { nhsNumber: person.nhsNumber };
    case 'ashgrove':
    case 'beechLane':
    case 'cedarPark':
      return { ...upn, ...(person.isChild ? nhs(0.34) : {}) };
    case 'police':
      return {
        ...(person.pncId === undefined ? {} : { pncId: person.pncId }),
        ...nhs(person.isChild ? 0.7 : 0),
      };
    case 'socialCare':
      return {
        ...(person.laChildId === undefined ? {} : { laChildId: person.laChildId }),
        ...upn,
        ...nhs(0.95),
      };
    case 'earlyHelp':
      return { ...nhs(0.85) };
    case 'youngCarers':
      return {};
  }
}

/** Legal name first; of somebody known under two surnames half the agencies know only one. */
function namesHeld(person: Person, dice: Dice): readonly PersonName[] {
  const legal = legalName(person);
  const names = person.otherNames.length === 0 ? [legal] : bothOrOne(legal, person.otherNames, dice);
  return dice.chance(DIRT.shortForm) ? names.map(shortened) : names;
}

/** In the named families the police know only the name in daily use, schools and early help both. */
function namesOfNamed(agency: AgencyKey, person: Person): readonly PersonName[] {
  const knownAs = person.otherNames.find((name) => name.use === 'KNOWN_AS');
  if (knownAs === undefined) return [legalName(person)];
  if (agency === 'police') return [{ given: knownAs.given, family: knownAs.family }];
  return agency === 'hospital' || agency === 'community' ? [legalName(person)] : [legalName(person), knownAs];
}

const legalName = (person: Person): PersonName => ({ given: person.given, family: person.family });

function bothOrOne(legal: PersonName, others: readonly PersonName[], dice: Dice): readonly PersonName[] {
  if (!dice.chance(DIRT.oneSurnameOnly)) return [legal, ...others];
  const knownAs = others.find((name) => name.use === 'KNOWN_AS');
  return knownAs !== undefined && dice.chance(0.5)
    ? [{ given: knownAs.given, family: knownAs.family }]
    : [legal];
}
