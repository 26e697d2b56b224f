import type pg from 'pg';
import type { FamilyId, ItemId, RecipientId } from '#platform';
import type { ReviewAnswered } from '../../domain/review/review-events.js';
import { ASKING } from './review-scope.js';

export interface ReviewReader {
  /** Families of the hub in which some decision asks a person of one of these teams. Undecided for the viewer. */
  familiesAsked(teams: readonly RecipientId[]): Promise<readonly FamilyId[]>;
  /** What was answered on these items for these teams, oldest first. */
  answersOn(items: readonly ItemId[], teams: readonly RecipientId[]): Promise<readonly ReviewAnswered[]>;
}

/** A record that nothing has linked yet makes a family of its own, as in the timeline. */
const FAMILIES = `
  SELECT DISTINCT coalesce(p.family_id, k.own_family) AS family
  FROM timeline.decisions d
    JOIN timeline.item_records r ON r.item_id = d.item_id AND r.on_record
    JOIN families.records k ON k.record_id = r.record_id
    LEFT JOIN families.persons p ON p.person_id = k.person_id
  WHERE d.recipient = ANY($1::text[]) AND ${ASKING}
  ORDER BY 1`;

const ANSWERS = `
  SELECT answered FROM reviews.answers
  WHERE item_id = ANY($1::uuid[]) AND recipient = ANY($2::text[]) ORDER BY at, review, item_id`;

export const createReviewReader = (pool: pg.Pool): ReviewReader => ({
  familiesAsked: async (teams) =>
    (await pool.query<{ family: FamilyId }>(FAMILIES, [teams])).rows.map(({ family }) => family),
  answersOn: async (items, teams) =>
    (await pool.query<{ answered: ReviewAnswered }>(ANSWERS, [items, teams])).rows.map(
      ({ answered }) => answered,
    ),
});
