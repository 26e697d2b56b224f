import type { RebuildRecord } from '#read-store';
import { momentWords, timeWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import { countWords, numberWords, spanWords } from '../../operations/spans.js';
import type { WatchedView } from '../../operations/views.js';
import type { Tag } from '../tags.js';

/** One that runs tells how far it is each second. */
const STALLED_MS = 30_000;
const DAY_MS = 86_400_000;

export function rebuildsPart(
  { rebuilds }: Pick<Overview, 'rebuilds'>,
  views: readonly WatchedView[],
  now: Date,
) {
  const found = rebuilds.known ? rebuilds.value : [];
  const wordsOf = (name: string) => views.find(({ projection }) => projection.name === name)?.words ?? name;
  return {
    faults: rebuilds.known ? [] : [notKnown('How rebuilds go is', rebuilds.why)],
    rows: found.map((record) => ({ name: wordsOf(record.name), ...rowOf(record, now) })),
    alerts: [
      ...found.filter((each) => isStalled(each, now)).map(({ name }) => stalled(wordsOf(name))),
      ...found.filter((each) => failedLately(each, now)).map(({ name }) => failed(wordsOf(name))),
      ...(rebuilds.known ? [] : [alert('How rebuilds go is not known')]),
    ],
  };
}

interface RebuildRow {
  readonly tag: Tag;
  readonly done: string;
  /** Absent where it has ended or has not told yet. */
  readonly percent?: number;
  readonly speed: string;
  readonly end: string;
}

function rowOf(record: RebuildRecord, now: Date): RebuildRow {
  const events = countWords(Number(record.events), 'event');
  const speed = speedWords(record);
  const at = momentWords(record.toldAt);
  if (record.state === 'done') return { tag: tag('Done', 'green'), done: events, speed, end: `Ended ${at}` };
  if (record.state === 'failed')
    return {
      tag: tag('Failed', 'red'),
      done: events,
      speed,
      end: `Failed ${at}. People see the old version.`,
    };
  const share = shareOf(record);
  const state = isStalled(record, now) ? tag('Stalled', 'red') : tag('Running', 'blue');
  if (share === undefined)
    return { tag: state, done: 'Just begun', speed: 'Not known yet', end: endOf(record, 0, now) };
  const all = numberWords(Math.max(Number(record.events), Math.round(Number(record.events) / share)));
  const percent = Math.floor(share * 100);
  return {
    tag: state,
    done: `${percent}% done: ${numberWords(Number(record.events))} of about ${all} events`,
    percent,
    speed,
    end: endOf(record, share, now),
  };
}

/** Of the way through the event store: which of the rest concern the view is known only when they are read. */
function shareOf({ position, head }: RebuildRecord): number | undefined {
  if (position === null || head === null || head <= 0n) return undefined;
  return Math.min(1, Number(position) / Number(head)) || undefined;
}

function endOf(record: RebuildRecord, share: number, now: Date): string {
  if (isStalled(record, now))
    return `Has told nothing for ${spanWords(now.getTime() - record.toldAt.getTime())}`;
  if (share === 0) return 'Not known yet';
  const took = record.toldAt.getTime() - record.startedAt.getTime();
  const left = (took / share) * (1 - share);
  const end = timeWords(new Date(record.toldAt.getTime() + left));
  return `About ${spanWords(left)} left, at ${end}. People see the old version.`;
}

function speedWords({ events, startedAt, toldAt }: RebuildRecord): string {
  const seconds = (toldAt.getTime() - startedAt.getTime()) / 1000;
  return seconds <= 0 || events === 0n
    ? 'Not known'
    : `${numberWords(Math.round(Number(events) / seconds))} events a second`;
}

const isStalled = ({ state, toldAt }: RebuildRecord, now: Date): boolean =>
  state === 'running' && now.getTime() - toldAt.getTime() > STALLED_MS;
const failedLately = ({ state, toldAt }: RebuildRecord, now: Date): boolean =>
  state === 'failed' && now.getTime() - toldAt.getTime() < DAY_MS;

const alert = (text: string): Alert => ({ text, href: '#rebuilds' });
const stalled = (name: string) => alert(`The rebuild of “${name}” is stalled`);
const failed = (name: string) => alert(`The rebuild of “${name}” failed`);
const tag = (text: string, colour: string): Tag => ({ text, classes: `govuk-tag--${colour}` });
