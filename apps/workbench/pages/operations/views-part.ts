import { MOST_BEHIND, type Behind, type ProjectionWatch } from '#read-store';
import { momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import { faultWords } from '../../operations/fault-words.js';
import type { Overview } from '../../operations/operations-reads.js';
import { countWords, numberWords, spanWords } from '../../operations/spans.js';
import type { WatchedView } from '../../operations/views.js';
import type { Tag } from '../tags.js';

/** People see a page that is older than this as late. */
const LATE_MS = 60_000;

export function viewsPart(
  { watched, behind }: Pick<Overview, 'watched' | 'behind'>,
  views: readonly WatchedView[],
  now: Date,
) {
  const rows = (watched.known ? views : []).map(({ projection: { name }, words }) => {
    const view = watched.known ? watched.value.find((each) => each.name === name) : undefined;
    const counted = behind.known ? behind.value.get(name) : undefined;
    const tag = stateOf(view);
    return {
      name: words,
      ...{ tag, late: isLate(counted, now), stands: tag === STANDS },
      behind: behindWords(counted, now),
      moved: view ? momentWords(view.movedAt) : 'Never',
      version: view ? String(view.version) : 'None',
      fault: view?.code ? `${faultWords(view.code).title} (${view.code})` : 'None',
    };
  });
  return {
    faults: [
      ...(watched.known ? [] : [notKnown('How the views do is', watched.why)]),
      ...(behind.known ? [] : [notKnown('How far each view is behind is', behind.why)]),
    ],
    rows,
    alerts: [
      ...viewAlert(rows.filter(({ stands }) => stands).length, 'stands still', 'stand still'),
      ...viewAlert(rows.filter(({ stands, late }) => late && !stands).length, 'is late', 'are late'),
      ...(watched.known && behind.known ? [] : [alert('Part of the views is not known')]),
    ],
  };
}

/** What stopped by itself lets go of its lease, so that nobody holding it tells of both. */
function stateOf(view: ProjectionWatch | undefined): Tag {
  if (view?.held !== true) return STANDS;
  return view.code === null ? RUNS : { text: 'Trying again', classes: 'govuk-tag--yellow' };
}

export const isLate = (behind: Behind | undefined, now: Date): boolean =>
  behind?.since !== undefined && now.getTime() - behind.since.getTime() > LATE_MS;

/** Of views, and of what publishers are told. */
export function behindWords(behind: Behind | undefined, now: Date): string {
  if (behind === undefined) return 'Not known';
  if (behind.events === 0 || !behind.since) return 'Level';
  const events =
    behind.events >= MOST_BEHIND
      ? `${numberWords(MOST_BEHIND)} events or more`
      : countWords(behind.events, 'event');
  return `${events}, ${spanWords(now.getTime() - behind.since.getTime())}`;
}

const viewAlert = (count: number, one: string, many: string): readonly Alert[] =>
  count === 0 ? [] : [alert(`${countWords(count, 'view')} ${count === 1 ? one : many}`)];

const alert = (text: string): Alert => ({ text, href: '#views', runbook: 'ThroughlineViewLags' });
const RUNS: Tag = { text: 'Running', classes: 'govuk-tag--green' };
const STANDS: Tag = { text: 'Stands still', classes: 'govuk-tag--red' };
