import { momentWords } from '../../frame/dates.js';
import { notKnown } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import { numberWords } from '../../operations/spans.js';
import type { NameOf } from './parked-part.js';

/** What agencies are asked to publish again. Theirs to do, so nothing that an operator is woken for. */
export const contentPart = ({ contentAsked }: Pick<Overview, 'contentAsked'>, nameOf: NameOf) => ({
  faults: contentAsked.known
    ? []
    : [notKnown('What agencies are asked to publish again is', contentAsked.why)],
  rows: (contentAsked.known ? contentAsked.value : []).map(({ agency, events, since }) => ({
    agency: nameOf(agency),
    events: numberWords(events),
    since: momentWords(since),
  })),
  alerts: [],
});
