import { londonDay, type Day } from './london.js';

const BORN = /^(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?$/;

/** The days on which a person may have been born: one day, or a month where only the month is known. */
interface Birth {
  readonly earliest: Day;
  readonly latest: Day;
}

// The same few birth dates come up in every decision on an item; reading them anew would take much of its time.
const read = new Map<string, Birth | null>();
const MOST_KEPT = 10_000;

/** Undefined where no birth date, or one that cannot be read, is stated. */
function findBirth(bornOn: string | undefined): Birth | undefined {
  if (bornOn === undefined) return undefined;
  const known = read.get(bornOn);
  if (known !== undefined) return known ?? undefined;
  if (read.size >= MOST_KEPT) read.clear();
  const birth = parse(bornOn);
  read.set(bornOn, birth);
  return birth ?? undefined;
}

function parse(bornOn: string): Birth | null {
  const parts = BORN.exec(bornOn);
  if (!parts) return null;
  const month = Number(parts[1]) * 10_000 + Number(parts[2]) * 100;
  return parts[3] === undefined
    ? { earliest: month + 1, latest: month + 31 }
    : { earliest: month + Number(parts[3]), latest: month + Number(parts[3]) };
}

/**
 * True where the person is under the age on every birth date that fits, the unborn included. A birthday on
 * 29 February is reached on 1 March in other years.
 */
export function surelyUnder(age: number, bornOn: string | undefined, now: number): boolean {
  const birth = findBirth(bornOn);
  return birth !== undefined && londonDay(now) < birth.earliest + age * 10_000;
}

/** The days on which an age may be reached; none where no birth date can be read. */
export function daysReaching(age: number, bornOn: string | undefined): readonly Day[] {
  const birth = findBirth(bornOn);
  return birth === undefined ? [] : [birth.earliest + age * 10_000, birth.latest + age * 10_000];
}

/** Whole years that are surely reached by then; undefined where no birth date can be read. */
export function ageAt(bornOn: string | undefined, at: number): number | undefined {
  const birth = findBirth(bornOn);
  return birth === undefined ? undefined : Math.max(0, Math.floor((londonDay(at) - birth.latest) / 10_000));
}

/** Whole years that may be reached by then; undefined where no birth date can be read. */
export function mostAgeAt(bornOn: string | undefined, at: number): number | undefined {
  const birth = findBirth(bornOn);
  return birth === undefined ? undefined : Math.max(0, Math.floor((londonDay(at) - birth.earliest) / 10_000));
}

/** True where the age is reached on every birth date that fits. */
export function surelyReached(age: number, bornOn: string | undefined, now: number): boolean {
  const birth = findBirth(bornOn);
  return birth !== undefined && londonDay(now) >= birth.latest + age * 10_000;
}

/** True where a birth date that can be read is stated. */
export const ageIsKnown = (bornOn: string | undefined): boolean => findBirth(bornOn) !== undefined;
