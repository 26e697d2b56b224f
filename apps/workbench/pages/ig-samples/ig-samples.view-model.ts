import {
  countVerdicts,
  openPlaces,
  wilsonRange,
  type DrawnDecision,
  type ListedSample,
  type Sample,
  type SampleVerdict,
} from '#governance';
import { momentWords } from '../../frame/dates.js';
import { field, groundWords, kindWords, outcomeTag } from '../../oversight/decision-words.js';
import type { ReadVerdict } from './verdict-form.js';

type NameOf = (code: string) => string;

export const VERDICT_WORDS: Readonly<Record<SampleVerdict, string>> = {
  AGREE: 'Agree',
  DISAGREE: 'Disagree',
  CANNOT_TELL: 'Cannot tell',
};

const VERDICT_CLASSES: Readonly<Record<SampleVerdict, string>> = {
  AGREE: 'govuk-tag--green',
  DISAGREE: 'govuk-tag--red',
  CANNOT_TELL: 'govuk-tag--yellow',
};

export const samplesPage = (samples: readonly ListedSample[], error?: string) => ({
  title: 'Sample checks',
  section: 'Oversight',
  error,
  failed: error !== undefined,
  rows: samples.map(({ sample, drawnAt, drawnBy, size, reviewed }) => ({
    href: `/ig/samples/${sample}`,
    code: sampleCode(sample),
    at: momentWords(drawnAt),
    by: drawnBy,
    progress: `${reviewed} of ${size} reviewed`,
  })),
});

/** `again`: the same draw repeated now, which proves that nobody chose. */
export function samplePage(
  sample: Sample,
  again: { readonly decisions: readonly DrawnDecision[] } | undefined,
  nameOf: NameOf,
) {
  const { decisions, reviews, seed, population, drawnAt, drawnBy } = sample;
  const [next] = openPlaces(sample);
  const at = `/ig/samples/${sample.sample}`;
  return {
    title: `Sample ${sampleCode(sample.sample)}`,
    section: 'Oversight',
    progress: `${reviews.size} of ${decisions.length} reviewed`,
    next: next === undefined ? undefined : `${at}/${next + 1}`,
    csv: `${at}/sample.csv`,
    again: again ? undefined : `${at}?again=yes`,
    fields: [
      field('Drawn', `${momentWords(new Date(drawnAt))}, by ${drawnBy}`),
      field('Drawn from', `${population} decisions on record then, restricted items left out`),
      field('Seed', seed),
      ...(again ? [field('Drawn again now', repeatWords(decisions, again.decisions))] : []),
    ],
    verdicts: verdictRows(sample),
    rows: decisions.map((decision, place) => ({
      href: `${at}/${place + 1}`,
      number: place + 1,
      item: kindWords({ kind: decision.kind }),
      recipient: nameOf(decision.recipient),
      tag: outcomeTag(decision),
      verdict: verdictTag(reviews.get(place)?.verdict),
    })),
  };
}

export function reviewPage(sample: Sample, at: number, nameOf: NameOf, { typed, errors }: ReadVerdict) {
  const decision = sample.decisions[at];
  return {
    title: `Decision ${at + 1} of ${sample.decisions.length}`,
    section: 'Oversight',
    failed: errors.length > 0,
    errors,
    faults: Object.fromEntries(errors.map(({ field: name, text }) => [name, text])),
    typed,
    back: `/ig/samples/${sample.sample}`,
    action: `/ig/samples/${sample.sample}/${at + 1}`,
    item: decision && `/ig/items/${decision.item}`,
    tag: decision && outcomeTag(decision),
    fields: decision ? fieldsOf(decision, nameOf) : [],
    choices: Object.entries(VERDICT_WORDS).map(([value, text]) => ({
      value,
      text,
      checked: typed.verdict === value,
    })),
  };
}

const fieldsOf = (decision: DrawnDecision, nameOf: NameOf) => [
  field('Item', kindWords({ kind: decision.kind })),
  field('Published by', nameOf(decision.agency)),
  field('Decided for', nameOf(decision.recipient)),
  field('Ground', decision.row ? groundWords({ row: decision.row, modifiers: [] }) : 'Settled by a modifier'),
  field('Rule set', decision.ruleset),
  field('Decided', momentWords(new Date(decision.decidedAt))),
];

/** Each verdict's count, share and what it says of all decisions. */
function verdictRows(sample: Sample) {
  const counts = countVerdicts(sample);
  return (Object.keys(VERDICT_WORDS) as SampleVerdict[]).map((verdict) => {
    const range = wilsonRange(counts[verdict], sample.reviews.size);
    return {
      verdict: VERDICT_WORDS[verdict],
      count: counts[verdict],
      share: range ? percent(counts[verdict] / sample.reviews.size) : '–',
      range: range ? `${percent(range.low)} to ${percent(range.high)}` : 'Nothing reviewed yet',
    };
  });
}

function repeatWords(drawn: readonly DrawnDecision[], again: readonly DrawnDecision[]): string {
  const keys = new Set(again.map(keyOf));
  const same = drawn.filter((decision) => keys.has(keyOf(decision))).length;
  if (same === drawn.length) return `The same ${same} decisions`;
  return `${same} of ${drawn.length} the same; the others may no longer be drawn, for example because an item is restricted now`;
}

const keyOf = ({ item, revision, recipient }: DrawnDecision): string => `${item}/${revision}/${recipient}`;
const verdictTag = (verdict: SampleVerdict | undefined) =>
  verdict
    ? { text: VERDICT_WORDS[verdict], classes: VERDICT_CLASSES[verdict] }
    : { text: 'To review', classes: 'govuk-tag--grey' };
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const sampleCode = (sample: string): string => `S-${sample.replaceAll('-', '').slice(0, 6).toUpperCase()}`;
