/** Thrown by the guard to send the browser on; answered with a redirect. */
export class GoTo extends Error {
  constructor(readonly path: string) {
    super('The browser is sent on');
  }
}

/** The form came without the token of its session. */
export class Forged extends Error {}

/** The role does not include a page that everybody knows to exist. */
export class WrongRole extends Error {}

/** Nothing here, or nothing for this viewer: the two look the same. */
export class NoSuchPage extends Error {}

/** A text is longer than any form takes; it goes back to who typed it and nowhere else. */
export class TooLong extends Error {
  constructor(readonly words: string) {
    super('A text of a form is too long');
  }
}

/** One person has as many pages in hand as they may. */
export class TooManyAtOnce extends Error {}
