import { reasonOf } from '#contracts';
import type { HeardDay } from '#governance';
import { momentWords } from '../../frame/dates.js';
import { notKnown } from '../../operations/alert.js';
import type { Asked } from '../../operations/asked.js';
import { rhythmWords } from '../../operations/rhythm-words.js';
import { countWords, numberWords } from '../../operations/spans.js';
import type { PublishingHealth } from '../../partner/partner-reads.js';
import { silentWords, stateOf, usualWords } from '../operations/feed-part.js';
import type { Tag } from '../tags.js';
import { CONTENT_ASKED } from './states.js';
import { chartDays, deliveryChart, type ChartDay } from './delivery-chart.js';

const COMMONEST = 5;
const WEEK = 7;

/** How an agency's own feed does, each part of which may be unknown. */
export function healthPage(
  { heard, waiting, parked, contentAsked, days, codes }: PublishingHealth,
  now: Date,
) {
  const known = heard.known ? heard.value : undefined;
  const never = known?.silence.state === 'NEVER_HEARD';
  const chart = days.known ? chartDays(days.value, known?.heard ?? [], now) : undefined;
  return {
    title: 'Publishing health',
    empty: never,
    faults: [
      ...faultOf(heard, 'When your events were heard is'),
      ...faultOf(waiting, 'How many events wait for a decision is'),
      ...faultOf(parked, 'How many events wait for the hub is'),
      ...faultOf(contentAsked, 'How many events you are asked to publish again is'),
      ...faultOf(days, 'What became of your events is'),
      ...faultOf(codes, 'What was rejected is'),
    ],
    ...(known && !never ? { feed: feedOf(known, waiting.known ? waiting.value : undefined, now) } : {}),
    waits: {
      decision: numberOf(waiting),
      hub: numberOf(parked),
      hubWords: parked.known && parked.value > 0 ? PARKED : '',
      ...askedOf(contentAsked),
    },
    ...(chart && !never ? { chart: deliveryChart(chart), sums: sumsOf(chart) } : {}),
    ...(codes.known ? { codes: codes.value.slice(0, COMMONEST).map(codeRow) } : {}),
    readAt: momentWords(now),
  };
}

const PARKED =
  'The hub met a fault of its own. They are kept and taken once it is mended: nothing for you to do.';

const NOT_KNOWN: Tag = { text: 'Not known', classes: 'govuk-tag--grey' };

const faultOf = (part: Asked<unknown>, what: string): readonly string[] =>
  part.known ? [] : [`${notKnown(what, part.why)} Your events are safe.`];

const askedOf = (asked: Asked<number>) =>
  asked.known && asked.value > 0
    ? { content: numberWords(asked.value), contentHref: `/partner/receipts?state=${CONTENT_ASKED}` }
    : { content: asked.known ? 'None' : 'Not known' };

const numberOf = (part: Asked<number>): string => (part.known ? numberWords(part.value) : 'Not known');

function feedOf(
  heard: Extract<PublishingHealth['heard'], { known: true }>['value'],
  waiting: number | undefined,
  now: Date,
) {
  const { silence } = heard;
  // Whether nothing was sent cannot be told where it is not known what waits.
  const isOpen = silence.state === 'QUIET' && waiting === undefined;
  return {
    // How slow intake is concerns those who run the hub.
    tag: isOpen ? NOT_KNOWN : stateOf(heard, { events: Math.min(waiting ?? 0, 1) }, now).tag,
    last: 'last' in silence ? momentWords(silence.last) : 'Never',
    rhythm: usualWords(heard),
    ...(silence.state === 'QUIET' && waiting === 0
      ? { quiet: quietWords(silence.last, heard.heard, now) }
      : {}),
  };
}

const quietWords = (last: Date, heard: readonly HeardDay[], now: Date): string =>
  `We have heard nothing for ${silentWords(last, now)}; you usually send ${rhythmWords(heard)}. If this is not planned, look whether your system still sends. What it sends late is taken.`;

function sumsOf(days: readonly ChartDay[]) {
  const sum = (of: readonly ChartDay[], name: 'accepted' | 'withheld' | 'rejected') =>
    numberWords(of.reduce((all, day) => all + day[name], 0));
  const rows = [
    ['Accepted', 'accepted'],
    ['Withheld', 'withheld'],
    ['Rejected', 'rejected'],
  ] as const;
  return rows.map(([words, name]) => ({ words, week: sum(days.slice(-WEEK), name), month: sum(days, name) }));
}

const codeRow = ({ code, refused, open }: { code: string; refused: number; open: number }) => ({
  code,
  href: `/partner/rejects/${code}`,
  sentence: reasonOf(code).sentence,
  refused: countWords(refused, 'event'),
  open: numberWords(open),
});
