const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const PNC_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY';

/**
 * Tenth digit of an NHS number: weights 10 to 2, eleven minus the sum modulo 11, eleven counts as nought.
 * Undefined where the check would be ten: such numbers are never issued.
 */
export function nhsCheckDigit(nineDigits: string): string | undefined {
  const sum = [...nineDigits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? undefined : String(check);
}

/** First letter of a unique pupil number over its twelve digits: weights 2 to 13, modulo 23. */
export function upnCheckLetter(twelveDigits: string): string {
  const sum = [...twelveDigits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return UPN_LETTERS.charAt(sum % 23);
}

/** Last letter of a PNC id: two-digit year and seven-digit serial as one number, modulo 23. */
export function pncCheckLetter(year: string, serial: string): string {
  return PNC_LETTERS.charAt(Number(`${year.slice(-2)}${serial}`) % 23);
}
