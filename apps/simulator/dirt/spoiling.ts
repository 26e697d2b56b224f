import { type Address, type PersonName } from '#contracts';
import { type Dice } from '../chance/dice.js';
import { SHORT_FORMS } from '../population/names.js';

/** How often a new record of a person goes wrong at one agency, as shares of records. */
export const DIRT = {
  shortForm: 0.09,
  swappedBirth: 0.025,
  noPostcode: 0.1,
  noAddress: 0.02,
  oldAddress: 0.25,
  oneSurnameOnly: 0.5,
} as const;

/** Shares of deliveries that go wrong on the way. */
export const DELIVERY_DIRT = {
  repeated: 0.02,
  late: 0.06,
  invalid: 0.012,
  conflicting: 0.004,
  corrected: 0.012,
  retracted: 0.004,
} as const;

/** The everyday short form of a name, where it has one. */
export function shortened(name: PersonName): PersonName {
  const short = SHORT_FORMS[name.given];
  return short === undefined ? name : { ...name, given: short };
}

/** Day and month of an ISO date the other way round, where that too is a date. */
export function withDayAndMonthSwapped(isoDate: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  return Number(day) <= 12 && day !== month ? `${year}-${day}-${month}` : isoDate;
}

/** The address as typed at a busy desk: now and then without postcode, or not at all. */
export function typedAddress(address: Required<Address>, dice: Dice): Address | undefined {
  if (dice.chance(DIRT.noAddress)) return undefined;
  const { line1, town } = address;
  return dice.chance(DIRT.noPostcode) ? { line1, town } : address;
}
