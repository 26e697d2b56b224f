import type { OvertakenAgency } from '#journey';
import { momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import { countWords } from '../../operations/spans.js';
import type { NameOf } from './parked-part.js';

/** What the feed let go of before intake had it: it needs a person though nothing is stuck any more. */
export const overtakenPart = ({ overtaken }: Pick<Overview, 'overtaken'>, nameOf: NameOf) => ({
  faults: overtaken.known ? [] : [notKnown('What the feed let go of before intake had it is', overtaken.why)],
  alerts: overtaken.known
    ? overtaken.value.map((each) => alert(lossWords(each, nameOf)))
    : [alert('What the feed let go of before intake had it is not known')],
});

function lossWords({ agency, events, more, toldAt }: OvertakenAgency, nameOf: NameOf): string {
  const many = countWords(events, 'event');
  const lost = more ? (events > 0 ? `${many} and more` : 'Events, how many is not known,') : many;
  return `${lost} of ${nameOf(agency)} ${events === 1 && !more ? 'was' : 'were'} gone before intake had taken them (noticed ${momentWords(toldAt)})`;
}

const alert = (text: string): Alert => ({ text, href: '#feed', runbook: 'ThroughlineEventsOvertaken' });
