import { type Judgement, type StatedSharing } from '../../stated-sharing.js';

export interface PlacedJudgement {
  readonly judgement: Judgement;
  /** A JSON pointer into the event. */
  readonly path: string;
}

/** Every judgement of an event, the first and those besides, each with its place. */
export function judgementsIn({ judgement, judgements = [] }: StatedSharing): readonly PlacedJudgement[] {
  const more = judgements.map((each, at) => ({ judgement: each, path: `/data/sharing/judgements/${at}` }));
  return judgement === undefined ? more : [{ judgement, path: '/data/sharing/judgement' }, ...more];
}
