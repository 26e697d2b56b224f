import type pg from 'pg';
import type { AgencyId } from '#platform';
import {
  currentRuleset,
  dueDateOf,
  isMissedApproval,
  lastsAt,
  standingOfOverride,
  type OverrideState,
} from '#sharing';

/** What people owe, counted for those who watch the hub: no family, no item, no agency. */
export interface OwedCounts {
  /** Shared already against a refusal; somebody has to authorise it and still can. */
  readonly approvalsOwed: number;
  /** The same where the day has gone by, asked for or not. */
  readonly approvalsMissed: number;
  /** Emergency views that some agency has not reviewed by the end of the next working day. */
  readonly emergenciesUnreviewed: number;
}

const ASKED = 'SELECT state FROM overrides.overrides WHERE NOT answered AND approval_by IS NOT NULL';

/** One line for what a team was shown of a family on one row. Its agency's calendar tells the day. */
const NOT_ASKED = `
  SELECT i.agency, min(o.disclosed_at) AS at FROM owing.owed o JOIN timeline.items i USING (item_id)
  WHERE o.record = 'OVERRIDE' AND NOT EXISTS (
    SELECT 1 FROM overrides.overrides v
    WHERE v.item_ids @> ARRAY[o.item_id] AND v.state ->> 'kind' = 'OVERRIDE' AND v.state ->> 'row' = o.row
      AND v.recipients && ARRAY[o.recipient, split_part(o.recipient, '/', 1)])
  GROUP BY i.agency, o.family_id, o.recipient, o.row`;

const UNREVIEWED = 'SELECT glass, agency, at FROM emergency.reviews WHERE verdict IS NULL';

interface Since {
  readonly agency: AgencyId;
  readonly at: Date;
}

export const createOwedCounts =
  (pool: pg.Pool) =>
  async (now: Date): Promise<OwedCounts> => {
    const [asked, notAsked, open] = await Promise.all([
      pool.query<{ state: OverrideState }>(ASKED),
      pool.query<Since>(NOT_ASKED),
      pool.query<Since & { readonly glass: string }>(UNREVIEWED),
    ]);
    const moment = now.getTime();
    const states = asked.rows.map(({ state }) => state);
    const late = notAsked.rows.filter((each) => isPast(each, now)).length;
    const owed = states.filter((state) => standingOfOverride(state, moment) === 'APPROVAL_OWED').length;
    return {
      approvalsOwed: owed + notAsked.rows.length - late,
      approvalsMissed: late + states.filter((state) => isMissedApproval(state, moment)).length,
      emergenciesUnreviewed: new Set(open.rows.filter((each) => isPast(each, now)).map(({ glass }) => glass))
        .size,
    };
  };

const isPast = ({ at, agency }: Since, now: Date): boolean =>
  !lastsAt(dueDateOf(at, agency, currentRuleset(now).parameters), now.getTime());
