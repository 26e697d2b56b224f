import { defect } from '#platform';
import type { SampleDrawn, SampleEvent, SampleReviewed, SampleVerdict } from './sample-events.js';

/** A sample as it stands: what was drawn, and the last verdict on each. */
export interface Sample extends SampleDrawn {
  readonly reviews: ReadonlyMap<number, SampleReviewed>;
}

/** Folds the stream of a sample; undefined where there is none. Throws `SAMPLE.NOT_DRAWN`. */
export function foldSample(events: readonly SampleEvent[]): Sample | undefined {
  const [first, ...rest] = events;
  if (!first) return undefined;
  if (first.type !== 'SampleDrawn')
    throw defect('SAMPLE.NOT_DRAWN', 'A sample is reviewed that was not drawn.');
  const reviews = rest.flatMap((event) =>
    event.type === 'SampleReviewed' ? [[event.data.at, event.data] as const] : [],
  );
  return { ...first.data, reviews: new Map(reviews) };
}

/** Places that nobody has given a verdict on, in order. */
export const openPlaces = ({ decisions, reviews }: Sample): readonly number[] =>
  decisions.map((_decision, at) => at).filter((at) => !reviews.has(at));

export function countVerdicts({ reviews }: Pick<Sample, 'reviews'>): Readonly<Record<SampleVerdict, number>> {
  const counts = { AGREE: 0, DISAGREE: 0, CANNOT_TELL: 0 };
  for (const { verdict } of reviews.values()) counts[verdict] += 1;
  return counts;
}
