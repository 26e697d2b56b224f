import { nhsCheckDigit, pncCheckLetter, upnCheckLetter } from './check-characters.js';

/** Prime, so that stepping by it visits every serial before one comes back. */
const STRIDE = 7_919;
const NHS_SERIALS = 1_000_000;

/**
 * Hands out reserved test identifiers, each once: NHS numbers in 999 000 0000 to 999 999 9999, pupil numbers of
 * invented school serials (9997 to 9999), PNC ids of the year 2099, local authority child ids SYN….
 */
export class IdentifierBook {
  private nhsSerial: number;
  private pncSerial: number;
  private childSerial = 0;
  private readonly pupils = new Map<string, number>();

  constructor(seed: number) {
    this.nhsSerial = Math.abs(seed) % NHS_SERIALS;
    this.pncSerial = (Math.abs(seed) % 1_000) * 1_000;
  }

  nhsNumber(): string {
    for (;;) {
      this.nhsSerial = (this.nhsSerial + STRIDE) % NHS_SERIALS;
      const nine = `999${String(this.nhsSerial).padStart(6, '0')}`;
      const check = nhsCheckDigit(nine);
      if (check !== undefined) return nine + check;
    }
  }

  /** @param school four-digit serial of the first school; @param joined year of entry. */
  upn(school: string, joined: number): string {
    const cohort = `873${school}${String(joined % 100).padStart(2, '0')}`;
    const serial = (this.pupils.get(cohort) ?? 0) + 1;
    this.pupils.set(cohort, serial);
    const digits = `${cohort}${String(serial).padStart(3, '0')}`;
    return upnCheckLetter(digits) + digits;
  }

  pncId(): string {
    this.pncSerial += 1;
    const serial = String(this.pncSerial).padStart(7, '0');
    return `2099/${serial}${pncCheckLetter('2099', serial)}`;
  }

  laChildId(): string {
    this.childSerial += 1;
    return `SYN${String(this.childSerial).padStart(5, '0')}`;
  }
}
