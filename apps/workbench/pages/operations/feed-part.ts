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
  { heard, lag, oldest }: Pick<Overview, 'heard' | 'lag' | 'oldest'>,
  nameOf: NameOf,
  now: Date,
) {
  const waiting = lag.known ? lag.value : undefined;
  const since = oldest.known ? oldest.value : undefined;
  const agencies = heard.known ? heard.value : [];
  const many = [...(waiting?.values() ?? [])].filter((events) => events > MANY_WAITING).length;
  return {
    faults: [
      ...(heard.known ? [] : [notKnown('When each agency was heard is', heard.why)]),
      ...(lag.known ? [] : [notKnown('How many events wait is', lag.why)]),
    ],
    rows: agencies.map((each) => ({
      name: nameOf(each.agency),
      ...stateOf(each, (waiting?.get(each.agency) ?? 0) > MANY_WAITING, now),
      waiting: waitingWords(waiting?.get(each.agency) ?? (waiting && 0), since?.get(each.agency), now),
      last: 'last' in each.silence ? momentWords(each.silence.last) : 'Never',
      rhythm: usualWords(each),
    })),
    alerts: [
      ...quietAlerts(agencies, nameOf),
      ...(many > 0
        ? [feedAlert(`${countWords(many, 'agency', 'agencies')} ${many === 1 ? 'waits' : 'wait'} for intake`)]
        : []),
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

/** How an agency's feed does, as a tag and a sentence. */
export function stateOf(
  { silence, heard }: HeardAgency,
  slow: boolean,
  now: Date,
): { tag: Tag; words: string } {
  switch (silence.state) {
    case 'NEVER_HEARD':
      return { tag: tag('Not connected', 'grey'), words: 'Has not sent anything yet.' };
    case 'TOO_LITTLE_KNOWN':
      return { tag: slow ? SLOW : tag('New', 'blue'), words: '' };
    case 'LIVELY':
      return { tag: slow ? SLOW : tag('Live', 'green'), words: '' };
    case 'QUIET':
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

const feedAlert = (text: string): Alert => ({ text, href: '#feed', runbook: 'ThroughlineFeedLags' });
const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` });
const SLOW = tag('Slow', 'yellow');
