import { explain, findReason } from '#contracts';
import type { PutBackRun } from '#journey';
import { momentWords } from '../../frame/dates.js';
import { numberWords, spanWords } from '../../operations/spans.js';
import type { Tag } from '../tags.js';

/** A run tells how far it is with every few hundred events; its process was killed where it says nothing for so long. */
const SILENT_MS = 120_000;

type State = 'running' | 'stopped' | 'done' | 'failed';

const TAGS: Readonly<Record<State, Tag>> = {
  running: { text: 'Running', classes: 'govuk-tag--blue' },
  stopped: { text: 'Stopped', classes: 'govuk-tag--yellow' },
  done: { text: 'Done', classes: 'govuk-tag--green' },
  failed: { text: 'Not done', classes: 'govuk-tag--red' },
};

export function runState(
  { state, toldAt }: PutBackRun,
  now: Date,
): { readonly state: State; readonly tag: Tag } {
  const silent = state === 'running' && now.getTime() - toldAt.getTime() > SILENT_MS;
  const shown = silent ? 'stopped' : state;
  return { state: shown, tag: TAGS[shown] };
}

const SENTENCES: Readonly<Record<State, string>> = {
  running:
    'We are reading your rejected events again. It usually takes under a minute. You can leave this page.',
  stopped: 'It stopped before its end. Ask again: nothing is put back twice.',
  done: 'Done. What was put back is decided within seconds; its receipt tells what became of it.',
  failed:
    'It could not be done, and nothing is lost. Try again in a minute, or call the service desk on 01632 960001.',
};

const FAULTS: Readonly<Record<string, string>> = {
  'ADMIN.REPLAY_RUNS': 'We could not begin in time. Ask again in a minute.',
  'PROJECTION.BEHIND': 'Your latest rejects are not listed yet. Ask again in a minute.',
  'FEED.STORAGE_FULL':
    'There is no room for more events at the moment. Call the service desk on 01632 960001.',
};

const LEFT = [
  ['decided', 'Left: has an outcome since'],
  ['tried-again', 'Left: was sent again since'],
  ['put-back-before', 'Left: was put back before and rejected again; mend it and send it again'],
  ['gone', 'Left: the feed no longer has it; send it again'],
] as const;

export function putBackPage(run: PutBackRun, now: Date) {
  const { state, tag } = runState(run, now);
  const { report, total, code, fault } = run;
  const stillRefused = Object.values(report.refused).reduce((sum, count) => sum + count, 0);
  return {
    title: `Putting back: ${code}`,
    ...{ code, tag, state, sentence: FAULTS[fault ?? ''] ?? SENTENCES[state] },
    askedAt: momentWords(run.askedAt),
    running: state === 'running',
    progress: total === undefined ? undefined : { done: report.found, total, words: progressWords(run, now) },
    rows: [
      ['Rejected events looked at', numberWords(report.found)],
      ['Mended and put back', numberWords(report.putBack)],
      ['Still rejected', numberWords(stillRefused)],
      ...LEFT.map(([why, words]) => [words, numberWords(report.left[why] ?? 0)]),
    ],
    refused: Object.entries(report.refused).map(([why, count]) => ({
      ...(findReason(why) ? explain({ code: why }) : { code: why, title: '', remedy: '' }),
      count: numberWords(count),
    })),
  };
}

const progressWords = ({ report, total = 0, toldAt }: PutBackRun, now: Date): string =>
  `${numberWords(report.found)} of ${numberWords(total)} looked at, as told ${spanWords(Math.max(0, now.getTime() - toldAt.getTime()))} ago.`;
