import { covers } from '#platform';
import type { ItemFacts, JudgementFacts } from '../facts.js';
import type { SharingReason } from '../reasons.js';
import type { Parameters } from '../ruleset.js';
import { hasBegun, instantOf, lastsAt } from '../time/stated-time.js';

const DAY = 86_400_000;
const NONE: readonly JudgementFacts[] = [];

interface Asked {
  readonly item: ItemFacts;
  readonly parameters: Parameters;
  readonly now: number;
}

/** Every judgement that came with the item. */
export function judgementsOf({ judgement, judgements }: ItemFacts['sharing']): readonly JudgementFacts[] {
  if (judgement === undefined) return judgements ?? NONE;
  return judgements === undefined ? [judgement] : [judgement, ...judgements];
}

/** Why a judgement does not hold now; undefined where it does. */
export function faultOfJudgement(judgement: JudgementFacts, asked: Asked): SharingReason | undefined {
  if (!isComplete(judgement)) return 'JUDGEMENT.INCOMPLETE';
  const { item, parameters, now } = asked;
  if (!hasBegun(judgement.madeAt, now)) return 'JUDGEMENT.NOT_YET_MADE';
  const longest = instantOf(judgement.madeAt) + parameters.judgementMaxDays * DAY;
  if (!lastsAt(judgement.reviewBy, now) || now > longest) return 'JUDGEMENT.LAPSED';
  return reachFault(judgement, item, now);
}

/** Made at the sender, for this enquiry, and not withdrawn since; at once where the day cannot be read. */
function reachFault(
  { agency, enquiry, withdrawnAt }: JudgementFacts,
  item: ItemFacts,
  now: number,
): SharingReason | undefined {
  if (withdrawnAt !== undefined && !(instantOf(withdrawnAt) > now)) return 'JUDGEMENT.WITHDRAWN';
  if (agency !== undefined && !covers(item.agency, agency)) return 'JUDGEMENT.NOT_AT_SENDER';
  const other = enquiry !== undefined && enquiry !== item.sharing.enquiry;
  return other ? 'JUDGEMENT.OTHER_ENQUIRY' : undefined;
}

function isComplete(judgement: JudgementFacts): boolean {
  const written = judgement.role.trim() !== '' && judgement.organisation.trim() !== '';
  return written && judgement.named && judgement.reasoned;
}
