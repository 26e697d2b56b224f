import type { BasisStatus } from '#governance';
import { momentWords } from '../frame/dates.js';

export interface BasisLine {
  readonly tag: { readonly text: string; readonly classes: string };
  readonly words: string;
}

/** Whether the record agrees with the rules, in one line. Restricted items are not counted in it. */
export function basisLine(status: BasisStatus | undefined, faulty: number): BasisLine {
  if (faulty > 0)
    return {
      tag: { text: 'Look at this', classes: 'govuk-tag--red' },
      words: `${faulty === 1 ? '1 item counts' : `${faulty} items count`} as shared though no row holds. Nobody is shown them.`,
    };
  const round = status?.lastRound;
  if (!round)
    return {
      tag: { text: 'Not known', classes: 'govuk-tag--grey' },
      words: 'The hub has not looked at all shared items yet.',
    };
  return {
    tag: { text: 'Agrees', classes: 'govuk-tag--green' },
    words: `No item is shared on a row that no longer holds. Last looked through on ${momentWords(round.endedAt)}.`,
  };
}
