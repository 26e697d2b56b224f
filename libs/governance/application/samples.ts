import type { Pool } from 'pg';
import type { EventStore } from '#event-store';
import { conflict, derivedUuid, type RecordId, type StaffId, type Uuid } from '#platform';
import { ERASED, type Vault } from '#vault';
import { draw, drawableUpTo, findRecordOf, type Drawn } from '../adapters/postgres/draw.js';
import { sampleEvent } from '../adapters/postgres/samples.projection.js';
import {
  sampleStream,
  type SampleEvent,
  type SampleReviewed,
  type SampleVerdict,
} from '../domain/sample/sample-events.js';
import { foldSample, type Sample } from '../domain/sample/sample.js';

/** How many decisions are drawn. */
export const SAMPLE_SIZE = 30;

export interface SamplesDeps {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly vault: Pick<Vault, 'seal' | 'open'>;
}

export interface Drawer {
  readonly sample: Uuid;
  readonly seed: string;
  readonly by: StaffId;
  readonly now: Date;
}

export interface Reviewing {
  readonly at: number;
  readonly verdict: SampleVerdict;
  readonly words: string;
  readonly by: StaffId;
  readonly now: Date;
  /** Random; the same review sent twice is one. */
  readonly id: Uuid;
}

export interface ListedSample {
  readonly sample: Uuid;
  readonly drawnAt: Date;
  readonly drawnBy: string;
  readonly size: number;
  readonly reviewed: number;
}

/** Samples of decisions, kept as evidence in the event store. */
export class Samples {
  constructor(private readonly deps: SamplesDeps) {}

  /** False where there is no decision to draw. */
  async draw({ sample, seed, by, now }: Drawer): Promise<boolean> {
    const { pool } = this.deps;
    const upTo = await drawableUpTo(pool);
    const drawn = upTo === undefined ? undefined : await draw(pool, { seed, upTo, size: SAMPLE_SIZE });
    if (upTo === undefined || !drawn || drawn.decisions.length === 0) return false;
    const data = { sample, seed, upTo: upTo.toString(), drawnAt: now.toISOString(), drawnBy: by, ...drawn };
    await this.append(
      sample,
      'no-stream',
      { type: 'SampleDrawn', data },
      derivedUuid('sample-drawn', sample),
      by,
    );
    return true;
  }

  async find(sample: Uuid): Promise<Sample | undefined> {
    return foldSample((await this.deps.store.readStream(sampleStream(sample))).map(sampleEvent));
  }

  /** The draw repeated: from the seed that was kept, over the decisions up to the place that was kept. */
  drawAgain({ seed, upTo, decisions }: Sample): Promise<Drawn> {
    return draw(this.deps.pool, { seed, upTo: BigInt(upTo), size: decisions.length });
  }

  async review(sample: Sample, { at, verdict, words, by, now, id }: Reviewing): Promise<void> {
    const item = sample.decisions[at]?.item;
    // What is on nobody's record is sealed under the sample itself.
    const record = ((item && (await findRecordOf(this.deps.pool, item))) ?? sample.sample) as RecordId;
    const context = `${sample.sample}/${at}`;
    const [sealed] = await this.deps.vault.seal([{ record, recordClass: 'S', context, value: words }]);
    if (!sealed) throw conflict('SAMPLE.NOT_SEALED', 'The words of a review could not be sealed.');
    const data: SampleReviewed = {
      ...{ sample: sample.sample, at, verdict, sealed, reviewedAt: now.toISOString(), reviewedBy: by },
    };
    await this.append(sample.sample, 'exists', { type: 'SampleReviewed', data }, id, by);
  }

  /** Undefined where nothing was written yet, or it was erased with the record. */
  async wordsOf({ sample, reviews }: Sample, at: number): Promise<string | undefined> {
    const review = reviews.get(at);
    if (!review) return undefined;
    const [words] = await this.deps.vault.open([{ sealed: review.sealed, context: `${sample}/${at}` }]);
    return words === ERASED ? undefined : String(words);
  }

  /** At most 100, latest first. */
  async list(): Promise<readonly ListedSample[]> {
    const { rows } = await this.deps.pool.query<ListedSample>(
      `SELECT sample, drawn_at AS "drawnAt", drawn_by AS "drawnBy", size,
         (SELECT count(*)::int FROM jsonb_object_keys(verdicts)) AS reviewed
       FROM samples.samples ORDER BY drawn_at DESC, sample LIMIT 100`,
    );
    return rows;
  }

  private async append(
    sample: Uuid,
    expected: 'no-stream' | 'exists',
    event: SampleEvent,
    id: Uuid,
    actor: StaffId,
  ): Promise<void> {
    const stored = { ...event, id, metadata: { schemaVersion: 1, actor } };
    const outcome = await this.deps.store.append(sampleStream(sample), expected, [stored]);
    if (!outcome.ok) throw conflict('SAMPLE.NOT_KEPT', 'The sample could not be kept.');
  }
}
