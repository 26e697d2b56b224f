import { covers, type ItemId, type RecipientId } from '#platform';
import type { AgencyDirectory } from '#access';
import {
  askOf,
  recordNeeded,
  standingAnswer,
  type AskedItem,
  type ReviewAnswered,
  type ReviewState,
} from '#governance';
import type { TimelineItem } from '#journey';
import { standingOfOverride, type OverrideKind, type OverrideState } from '#sharing';
import type { Sitting } from '#access';
import { isStanding } from '../permitted-item.js';
import type { FamilyView } from '../family-view.js';
import type { Sight } from '../look-at.js';

/** One item that a decision asks a person about. */
export interface ReviewedItem extends AskedItem {
  readonly row: string | undefined;
  readonly openedAt: Date;
  /** The answer that stands. */
  readonly answered: ReviewAnswered | undefined;
  /** The record that the answer needs and that nobody has asked for yet. */
  readonly owes: OverrideKind | undefined;
}

/** What is asked of one team about one family, as far as this viewer may know of it. Never empty. */
export interface OpenReview {
  readonly view: FamilyView;
  readonly team: RecipientId;
  readonly items: readonly ReviewedItem[];
}

export interface Answers {
  readonly state: (team: RecipientId) => ReviewState | undefined;
  readonly overrides: readonly OverrideState[];
  readonly now: Date;
}

/** Teams that read in the viewer's organisation. */
export const teamsOf = (
  { viewer }: Sitting,
  { recipients }: AgencyDirectory,
): readonly AgencyDirectory['recipients'][number][] =>
  recipients.filter(({ agency, role }) => agency === viewer.agency && role !== 'IG' && role !== 'PARTNER');

/** Undefined where nothing that the viewer may know of asks this team. */
export function reviewOf(
  view: FamilyView,
  sight: Sight,
  team: RecipientId,
  answers: Answers,
): OpenReview | undefined {
  const items = knownItems(view, sight)
    .filter(({ item }) => !isShownTo(team, item, sight))
    .flatMap((item) => reviewedItem(item, team, answers) ?? []);
  return items.length === 0 ? undefined : { view, team, items };
}

export const isOpen = ({ answered }: ReviewedItem): boolean => answered === undefined;

/** Something is for a person to do: to answer, or to make the record that the answer needs. */
export const isForSomebody = ({ items }: OpenReview): boolean =>
  items.some((each) => isOpen(each) || each.owes !== undefined);

/** Shown, or told as a stub: whatever else asks is no matter of this viewer. */
export function knownItems(view: FamilyView, { items }: Pick<Sight, 'items'>): readonly TimelineItem[] {
  const shown = view.items.filter(isStanding).map(({ item }) => item);
  const known = new Set<ItemId>([...view.held.map(({ item }) => item), ...shown]);
  return items.filter(({ item }) => known.has(item));
}

/** An override that was authorised since has answered what was stored. */
const isShownTo = (team: RecipientId, item: ItemId, { permitted, deciding }: Sight): boolean =>
  deciding.sitting.viewer.recipient.recipient === team && permitted.items.some((each) => each.item === item);

function reviewedItem(
  { item, agency, decisions }: TimelineItem,
  team: RecipientId,
  { state, overrides, now }: Answers,
): ReviewedItem | undefined {
  const decision = decisions.find(({ recipient }) => recipient === team);
  const ask = decision && askOf(decision);
  if (!decision || !ask) return undefined;
  const answered = standingAnswer(state(team), item, ask, now.toISOString());
  const needed = answered && recordNeeded(ask, answered.answer);
  const isMade = overrides.some((each) => isRecordOf(each, { item, team, kind: needed, now }));
  return {
    ...{ item, agency, ask, row: decision.row, openedAt: new Date(decision.decidedAt), answered },
    owes: isMade ? undefined : needed,
  };
}

interface Needed {
  readonly item: ItemId;
  readonly team: RecipientId;
  readonly kind: OverrideKind | undefined;
  readonly now: Date;
}

/** Asked for is enough: from then on the list of overrides chases it. */
const isRecordOf = (state: OverrideState, { item, team, kind, now }: Needed): boolean =>
  state.kind === kind &&
  state.items.some((each) => each.item === item) &&
  state.recipients.some((each) => covers(each, team)) &&
  !['REFUSED', 'LAPSED'].includes(standingOfOverride(state, now.getTime()));
