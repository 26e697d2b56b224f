const DAY_MS = 86_400_000;

/** Days of the county's period; day 0 is its first day. All times are UTC. */
export class Calendar {
  /** Milliseconds at the start of day 0. */
  readonly start: number;

  /** @param endOn ISO date; nothing happens on or after it. @param days length of the period. */
  constructor(
    readonly endOn: string,
    readonly days: number,
  ) {
    this.start = Date.parse(`${endOn}T00:00:00.000Z`) - days * DAY_MS;
  }

  /** ISO date of a day; days before 0 lie before the period. */
  dateOf(day: number): string {
    return this.timeOf(day).slice(0, 10);
  }

  /** ISO date-time of a day and a fraction of it, to the second. */
  timeOf(day: number): string {
    const ms = this.start + day * DAY_MS;
    return new Date(ms - (ms % 1000)).toISOString();
  }

  dayOf(isoDate: string): number {
    return (Date.parse(isoDate) - this.start) / DAY_MS;
  }

  /** Whole years of age on a day. */
  ageOn(bornOn: string, day: number): number {
    const today = this.dateOf(day);
    const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
    return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
  }

  /** Age on the 1 September that opened the school year of a day: 4 to 10 is primary, 11 to 17 secondary. */
  schoolAgeOn(bornOn: string, day: number): number {
    const date = this.dateOf(day);
    const year = Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0);
    return year - Number(bornOn.slice(0, 4)) - (bornOn.slice(5) > '09-01' ? 1 : 0);
  }
}

/** ISO date moved by whole days. */
export function movedBy(isoDate: string, days: number): string {
  return new Date(Date.parse(isoDate) + days * DAY_MS).toISOString().slice(0, 10);
}
