import type { ParkedEvent, ParkedFamily } from '#journey';
import { momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import { faultWords } from '../../operations/fault-words.js';
import type { Overview } from '../../operations/operations-reads.js';
import { countWords, numberWords } from '../../operations/spans.js';

export type NameOf = (code: string) => string;

export function parkedPart({ parked }: Pick<Overview, 'parked'>, nameOf: NameOf) {
  const families = parked.known ? parked.value : [];
  const waits = `${countWords(families.length, 'family', 'families')} ${families.length === 1 ? 'is' : 'are'} parked`;
  return {
    faults: parked.known ? [] : [notKnown('What is parked is', parked.why)],
    rows: families.map((family) => ({
      href: `/ops/parked/${family.family}`,
      reference: referenceOf(family),
      agency: nameOf(family.agency),
      events: numberWords(family.events),
      since: momentWords(family.since),
      ...faultWords(family.code),
      code: family.code,
      ...triesOf(family),
    })),
    alerts: [
      ...(families.length > 0 ? [alert(waits)] : []),
      ...(parked.known ? [] : [alert('What is parked is not known')]),
    ],
  };
}

/** One parked family: what waits, by where it lies in the feed. Never what it holds or what its publisher calls it. */
export function parkedPage(family: ParkedFamily, waiting: readonly ParkedEvent[], nameOf: NameOf) {
  const { title, remedy } = faultWords(family.code);
  const { last, next } = triesOf(family);
  return {
    title: `Parked family ${referenceOf(family)}`,
    section: 'Operations',
    retry: `/ops/parked/${family.family}/retry`,
    fields: [
      field('Reference for programs', family.family),
      field('Agency', nameOf(family.agency)),
      field('Events waiting', numberWords(family.events)),
      field('Waiting since', momentWords(family.since)),
      field('Why', `${title} (${family.code})`),
      field('What to do', remedy),
      field('Tries', numberWords(family.attempt)),
      field('Last try', last),
      field('Next try', next),
    ],
    more: family.events > waiting.length ? `The first ${waiting.length} are shown.` : undefined,
    rows: waiting.map(({ agency, source, code, receivedAt }) => ({
      agency: nameOf(agency),
      place: `Part ${source.partition}, position ${source.offset}`,
      received: momentWords(receivedAt),
      why: `${faultWords(code).title} (${code})`,
    })),
  };
}

/** Short enough to read out; made from where the first of them lies in the feed, and from nothing else. */
const referenceOf = ({ family }: Pick<ParkedFamily, 'family'>): string => family.slice(0, 8).toUpperCase();

const triesOf = ({ lastTryAt, nextTryAt }: ParkedFamily) => ({
  last: lastTryAt ? momentWords(lastTryAt) : 'Not tried again yet',
  next: nextTryAt ? momentWords(nextTryAt) : 'Soon',
});

const field = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
const alert = (text: string): Alert => ({ text, href: '#parked', runbook: 'ThroughlineFamiliesParked' });
