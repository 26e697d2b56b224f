import type { AgencyId } from '#platform';
import { daysBetween, momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import type { HeardAgency, Overview } from '../../operations/operations-reads.js';
import { rhythmWords } from '../../operations/rhythm-words.js';
import { countWords, numberWords, spanWords } from '../../operations/spans.js';
import type { Tag } from '../tags.js';

/** Intake takes no more at once: what waits beyond that waits for longer than a moment. */
const MANY_WAITING = 500;
/** Nor leaves anything for so long: then it stands. */
const LONG_WAITING_MS = 600_000;

type NameOf = (code: string) => string;

export function feedPart(
  { heard, lag, oldest }: Pick<Overview, 'heard' | 'lag' | 'oldest'>,
  nameOf: NameOf,
  now: Date,
) {
  const waiting = lag.known ? lag.value : undefined;
  const since = oldest.known ? oldest.value : undefined;
  const agencies = heard.known ? heard.value : [];
  const waits = [...(waiting ?? [])].map(([id, events]) => ({ events, since: since?.get(id) }));
  const waitsOf = (id: AgencyId) => ({ events: waiting?.get(id) ?? 0, since: since?.get(id) });
  return {
    faults: [
      ...(heard.known ? [] : [notKnown('When each agency was heard is', heard.why)]),
      ...(lag.known ? [] : [notKnown('How many events wait is', lag.why)]),
    ],
    rows: agencies.map((each) => ({
      name: nameOf(each.agency),
      ...stateOf(each, waitsOf(each.agency), now),
      waiting: waitingWords(waiting?.get(each.agency) ?? (waiting && 0), since?.get(each.agency), now),
      last: 'last' in each.silence ? momentWords(each.silence.last) : 'Never',
      rhythm: usualWords(each),
    })),
    alerts: [
      ...quietAlerts(
        agencies.filter(({ agency }) => waitsOf(agency).events === 0),
        nameOf,
      ),
      ...waitAlerts(waits, now),
      ...(heard.known && lag.known ? [] : [feedAlert('Part of the feed is not known')]),
    ],
  };
}

/** How many, and for how long the first of them; asked apart, so that either may be a moment ahead. */
function waitingWords(events: number | undefined, since: Date | undefined, now: Date): string {
  if (events === undefined) return 'Not known';
  const many = numberWords(events);
  return events === 0 || !since
    ? many
    : `${many}, the oldest for ${spanWords(now.getTime() - since.getTime())}`;
}

/** Events of one agency that wait for intake. */
export interface Waits {
  readonly events: number;
  /** Since when the oldest does, where it is known. */
  readonly since?: Date | undefined;
}

const isMany = ({ events }: Waits): boolean => events > MANY_WAITING;
/** Asked apart: where none waits any more, the oldest was taken meanwhile. */
const isLong = ({ events, since }: Waits, now: Date): boolean =>
  events > 0 && since !== undefined && now.getTime() - since.getTime() >= LONG_WAITING_MS;

/** How an agency's feed does, as a tag and a sentence. One whose events wait is not silent: the hub has not heard them yet. */
export function stateOf(
  { silence, heard }: Pick<HeardAgency, 'silence' | 'heard'>,
  waits: Waits,
  now: Date,
): { tag: Tag; words: string } {
  if (isMany(waits) || isLong(waits, now)) return { tag: SLOW, words: '' };
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

function waitAlerts(waits: readonly Waits[], now: Date): readonly Alert[] {
  const long = waits.filter((each) => isLong(each, now));
  const slow = waits.filter((each) => isMany(each) || isLong(each, now)).length;
  if (slow === 0) return [];
  const text = `${countWords(slow, 'agency', 'agencies')} ${slow === 1 ? 'waits' : 'wait'} for intake`;
  return [long.length > 0 ? { ...feedAlert(text), runbook: 'ThroughlineIntakeStands' } : feedAlert(text)];
}

const feedAlert = (text: string): Alert => ({ text, href: '#feed', runbook: 'ThroughlineFeedLags' });
const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` });
const SLOW = tag('Slow', 'yellow');
const NEW = tag('New', 'blue');
const LIVE = tag('Live', 'green');
