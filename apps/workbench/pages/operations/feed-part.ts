import type { AgencyId } from '#platform';
import { daysBetween, momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import type { HeardAgency, Overview } from '../../operations/operations-reads.js';
import { rhythmWords } from '../../operations/rhythm-words.js';
import { countWords, numberWords, spanWords } from '../../operations/spans.js';
import type { Tag } from '../tags.js';

/** Intake takes no more at once: what waits beyond that waits for longer than a moment. */
const MANY_WAITING = 500;

type NameOf = (code: string) => string;

export function feedPart(
  { heard, lag, oldest, late }: Pick<Overview, 'heard' | 'lag' | 'oldest' | 'late'>,
  nameOf: NameOf,
  now: Date,
) {
  const waiting = lag.known ? lag.value : undefined;
  const since = oldest.known ? oldest.value : undefined;
  const standing = late.known ? late.value : undefined;
  const agencies = heard.known ? heard.value : [];
  const lacking = lag.known ? [] : (lag.lacking ?? []);
  const waitsOf = (id: AgencyId): Waits => ({
    ...{ events: waiting?.get(id) ?? 0, since: since?.get(id), late: standing?.get(id) },
  });
  return {
    faults: [
      ...(heard.known ? [] : [notKnown('When each agency was heard is', heard.why)]),
      ...(lag.known ? [] : [notKnown('How many events wait is', lag.why)]),
      ...(late.known ? [] : [notKnown('Which events wait for long is', late.why)]),
    ],
    rows: agencies.map((each) => ({
      name: nameOf(each.agency),
      ...stateOf(each, waitsOf(each.agency), now),
      waiting: waiting ? waitingWords(waitsOf(each.agency), now) : 'Not known',
      last: 'last' in each.silence ? momentWords(each.silence.last) : 'Never',
      rhythm: usualWords(each),
    })),
    alerts: [
      ...quietAlerts(
        agencies.filter(({ agency }) => waitsOf(agency).events === 0),
        nameOf,
      ),
      ...waitAlerts([...(waiting ?? new Map<AgencyId, number>()).keys()].map(waitsOf)),
      ...lackAlerts(lacking, nameOf),
      ...(lacking.length > 0 || (heard.known && lag.known && late.known)
        ? []
        : [feedAlert('Part of the feed is not known')]),
    ],
  };
}

/** How many, and for how long the first of them; asked apart, so that either may be a moment ahead. */
function waitingWords({ events, since, late = [] }: Waits, now: Date): string {
  const many = numberWords(events);
  if (events === 0) return many;
  if (since) return `${many}, the oldest for ${spanWords(now.getTime() - since.getTime())}`;
  if (late.length === 0) return many;
  return `${many}, in partition${late.length === 1 ? '' : 's'} ${late.join(', ')} for more than ten minutes`;
}

/** Events of one agency that wait for intake. */
export interface Waits {
  readonly events: number;
  /** Since when the oldest does, where it is known. */
  readonly since?: Date | undefined;
  /** Partitions in which one has waited for more than ten minutes. */
  readonly late?: readonly number[] | undefined;
}

const isMany = ({ events }: Waits): boolean => events > MANY_WAITING;
/** Asked apart: where none waits any more, the oldest was taken meanwhile. */
const isLong = ({ events, late = [] }: Waits): boolean => events > 0 && late.length > 0;

/** How an agency's feed does, as a tag and a sentence. One whose events wait is not silent: the hub has not heard them yet. */
export function stateOf(
  { silence, heard }: Pick<HeardAgency, 'silence' | 'heard'>,
  waits: Waits,
  now: Date,
): { tag: Tag; words: string } {
  if (isMany(waits) || isLong(waits)) return { tag: SLOW, words: '' };
  switch (silence.state) {
    case 'NEVER_HEARD':
      return waits.events > 0
        ? { tag: NEW, words: '' }
        : { tag: tag('Not connected', 'grey'), words: 'Has not sent anything yet.' };
    case 'TOO_LITTLE_KNOWN':
      return { tag: NEW, words: '' };
    case 'LIVELY':
      return { tag: LIVE, words: '' };
    case 'QUIET':
      if (waits.events > 0) return { tag: LIVE, words: '' };
      return {
        tag: tag('Quiet', 'red'),
        words: `No events for ${silentWords(silence.last, now)}; it usually sends ${rhythmWords(heard)}.`,
      };
  }
}

/** Calendar days, as people count them; hours within the first. */
export function silentWords(last: Date, now: Date): string {
  const days = daysBetween(last, now);
  return days > 1 ? countWords(days, 'day') : spanWords(now.getTime() - last.getTime());
}

export function usualWords({ silence: { state }, heard }: HeardAgency): string {
  if (state === 'NEVER_HEARD') return 'None yet';
  if (state === 'TOO_LITTLE_KNOWN') return 'Not known yet';
  const words = rhythmWords(heard);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function quietAlerts(agencies: readonly HeardAgency[], nameOf: NameOf): readonly Alert[] {
  const quiet = agencies.filter(({ silence }) => silence.state === 'QUIET');
  const [first] = quiet;
  if (!first) return [];
  const who = quiet.length === 1 ? `${nameOf(first.agency)} is` : `${quiet.length} agencies are`;
  return [{ text: `${who} quiet`, href: '#feed' }];
}

function waitAlerts(waits: readonly Waits[]): readonly Alert[] {
  const slow = waits.filter((each) => isMany(each) || isLong(each)).length;
  if (slow === 0) return [];
  const text = `${countWords(slow, 'agency', 'agencies')} ${slow === 1 ? 'waits' : 'wait'} for intake`;
  return [waits.some(isLong) ? { ...feedAlert(text), runbook: 'ThroughlineEventsLate' } : feedAlert(text)];
}

function lackAlerts(lacking: readonly AgencyId[], nameOf: NameOf): readonly Alert[] {
  const [first] = lacking;
  if (!first) return [];
  const whose = lacking.length === 1 ? nameOf(first) : `${nameOf(first)} and ${lacking.length - 1} more`;
  const text = `Kafka lacks the topic of ${whose}, so that intake stands for all: npm run kafka:topics makes it`;
  return [{ text, href: '#feed', runbook: 'ThroughlineIntakeStands' }];
}

const feedAlert = (text: string): Alert => ({ text, href: '#feed', runbook: 'ThroughlineFeedLags' });
const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` });
const SLOW = tag('Slow', 'yellow');
const NEW = tag('New', 'blue');
const LIVE = tag('Live', 'green');
