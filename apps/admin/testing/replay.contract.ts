import { createAgencyRegistry, createDemoDirectory, type AgencyRegistry } from '#access';
import type { SourceEvent } from '#contracts';
import type { Feed } from '#feed';
import { createRefusedReader, receiptsProjection } from '#journey';
import { derivedUuid } from '#platform';
import {
  createPool,
  migrateReadStore,
  runProjection,
  waitForProjection,
  type ProjectionRun,
} from '#read-store';
import { until } from '../../../test/support/until.js';
import { createEventReader } from '../../intake/contract-reader.js';
import type { RunningIntake } from '../../intake/create-intake.js';
import { COMMUNITY_HEALTH, EARLY_HELP, itemEvent, messageOf } from '../../intake/testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from '../../intake/testing/intake-harness.js';
import { replay, type Replaying } from '../replay/replay.js';
import { replayTable, type ReplayReport } from '../replay/replay-report.js';

export interface ReplayFeed {
  readonly feed: Feed;
  close(): Promise<void>;
}

/** A day on which what is dated the 25th is past; intake of the specs takes the 23rd for today. */
const LATER = new Date('2026-11-26T09:00:00Z');
const CODE = 'TIME.IN_FUTURE';
const contracts = createEventReader();

/** Refused on the 23rd, as its day was still to come; mended by time alone. */
const early = (id: string, time = '2026-11-25T09:00:00Z'): SourceEvent => ({ ...itemEvent(id), time });
/** To be refused on both days. */
const farAhead = (id: string): SourceEvent => early(id, '2027-11-25T09:00:00Z');

/** What putting refused events back must do on any feed. */
export function replayContract(engine: string, open: (hub: IntakeUnderTest) => Promise<ReplayFeed>): void {
  describe(`Putting refused events back on ${engine}`, () => {
    let hub: IntakeUnderTest;
    let opened: ReplayFeed;
    let intake: RunningIntake;
    let view: ProjectionRun;
    let pool: ReturnType<typeof createPool>;
    let registry: AgencyRegistry;

    beforeEach(async () => {
      hub = await startIntakeEngines();
      opened = await open(hub);
      registry = createAgencyRegistry((await createDemoDirectory()).directory);
      pool = createPool(hub.databaseUrl);
      await migrateReadStore(pool);
      view = runProjection({ store: hub.store, pool, projection: receiptsProjection, idleCheckMs: 25 });
      intake = await hub.startIntake({ feed: opened.feed });
    });
    afterEach(async () => {
      await intake.stop();
      await view.stop();
      await opened.close();
      await hub.close();
      await pool.end();
    });

    const publish = async (...events: readonly SourceEvent[]) => {
      await opened.feed.writer.publish(events.map((event) => messageOf(event)));
    };
    /** When everything published is decided and its receipts can be read. */
    const settled = async (): Promise<bigint> => {
      await until(async () => [...(await intake.lag()).values()].every((behind) => behind === 0));
      const head = (await hub.store.headPosition()) ?? 0n;
      await waitForProjection(pool, 'receipts', head);
      return head;
    };
    const putBack = async (
      more: Partial<Replaying> = {},
      { reader }: Pick<Feed, 'reader'> = opened.feed,
    ): Promise<ReplayReport> => {
      const refused = createRefusedReader(pool);
      const { writer, lookup } = opened.feed;
      const deps = {
        feed: { writer, lookup, reader },
        refused,
        registry,
        reader: contracts,
        clock: () => LATER,
      };
      const filter = { code: CODE, upTo: (await hub.store.headPosition()) ?? 0n };
      return replay(deps, { filter, dryRun: false, again: false, ...more });
    };
    const numbersOf = ({ found, putBack: back, refused, left }: ReplayReport) => ({
      ...{ found, putBack: back },
      ...Object.fromEntries([...refused, ...left]),
    });
    /** From here on intake takes the later day for today. */
    const letDaysPass = async () => {
      await intake.stop();
      const reader = {
        ...contracts,
        validate: (event: Parameters<typeof contracts.validate>[0]) => contracts.validate(event, LATER),
      };
      intake = await hub.startIntake({ feed: opened.feed, reader });
    };
    const happened = async (stream: string, type: string, data: object) => {
      const event = { id: derivedUuid(stream), type, data, metadata: { schemaVersion: 1 } };
      await hub.store.append(stream, 'any', [event]);
    };
    /** In the order of the feed. */
    const outcomes = async () =>
      (await hub.events('item-'))
        .map(({ data }) => data as { sourceEventId: string; source: { offset: string } })
        .sort((a, b) => Number(a.source.offset) - Number(b.source.offset))
        .map(({ sourceEventId }) => sourceEventId);

    it('puts back what today’s contracts would take, leaves the rest, and says how many of each', async () => {
      await publish(early('E-1'), farAhead('E-2'), itemEvent('E-3'), early('E-4'));
      await settled();
      await letDaysPass();
      const report = await putBack();
      expect(numbersOf(report)).toEqual({ found: 3, putBack: 2, [CODE]: 1 });
      await settled();
      expect(await outcomes()).toEqual(['E-3', 'E-1', 'E-4']);
      expect(replayTable(report, false)).toMatch(
        /Mended and put back +2\nStill refused +1\n {2}TIME.IN_FUTURE +1/,
      );
    });

    it('says of each what it repeats and how often it was tried', async () => {
      await publish(early('E-1'));
      await settled();
      await intake.stop();
      await putBack();
      const at = await opened.feed.lookup.findSourceEvent(COMMUNITY_HEALTH, 'E-1');
      const [message] = await opened.feed.reader.read(at ? [at] : []);
      expect(message?.headers).toMatchObject({
        'throughline-replay-of': 'throughline.events.ods-G7H8J/0/0',
        'throughline-attempt': '2',
        'throughline-event-id': 'E-1',
      });
      expect(JSON.parse(message?.value.toString() ?? '')).toEqual(early('E-1'));
    });

    it('puts nothing back twice, neither while it waits nor once it is decided', async () => {
      await publish(early('E-1'), early('E-2'));
      await settled();
      await intake.stop();
      expect(numbersOf(await putBack())).toEqual({ found: 2, putBack: 2 });
      expect(numbersOf(await putBack())).toEqual({ found: 2, putBack: 0, 'tried-again': 2 });
      await letDaysPass();
      await settled();
      expect(numbersOf(await putBack())).toEqual({ found: 2, putBack: 0, decided: 2 });
      expect(await outcomes()).toEqual(['E-1', 'E-2']);
    });

    it('puts nothing back where it was stopped while it looked, as another may have begun meanwhile', async () => {
      await publish(early('E-1'));
      await settled();
      await intake.stop();
      const stopping = new AbortController();
      const read = (...asked: Parameters<Feed['reader']['read']>) => {
        stopping.abort();
        return opened.feed.reader.read(...asked);
      };
      const { signal } = stopping;
      expect(numbersOf(await putBack({ signal }, { reader: { read } }))).toEqual({ found: 0, putBack: 0 });
      expect(numbersOf(await putBack())).toEqual({ found: 1, putBack: 1 });
    });

    it('puts back no other event than the one that was refused, as from a topic that was made anew', async () => {
      await publish(early('E-1'), early('E-2'));
      await settled();
      const read = async (...asked: Parameters<Feed['reader']['read']>) =>
        [...(await opened.feed.reader.read(...asked))].reverse();
      expect(numbersOf(await putBack({}, { reader: { read } }))).toEqual({ found: 2, putBack: 0, gone: 2 });
    });

    it('leaves what its publisher mended itself', async () => {
      await publish(early('E-1'));
      await settled();
      await publish(itemEvent('E-1'));
      await settled();
      expect(numbersOf(await putBack())).toEqual({ found: 1, putBack: 0, decided: 1 });
    });

    it('leaves what was delivered again and is parked', async () => {
      await publish(early('E-1'));
      await settled();
      const parking = derivedUuid('parked');
      const place = { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '7' };
      await happened(`parking-${parking}`, 'SourceEventParked', {
        ...{ parking, family: parking, agency: COMMUNITY_HEALTH, sourceEventId: 'E-1', source: place },
        ...{ receivedAt: LATER.toISOString(), parkedAt: LATER.toISOString(), records: [], version: '1' },
        code: 'INTAKE.DEFECT',
      });
      await settled();
      expect(numbersOf(await putBack())).toEqual({ found: 1, putBack: 0, 'tried-again': 1 });
    });

    it('takes up what was put back and refused again only where it is told to', async () => {
      await publish(early('E-1'));
      await settled();
      await putBack();
      await settled();
      expect(numbersOf(await putBack())).toEqual({
        found: 2,
        putBack: 0,
        'tried-again': 1,
        'put-back-before': 1,
      });
      expect(numbersOf(await putBack({ again: true }))).toEqual({ found: 2, putBack: 1, 'tried-again': 1 });
      await settled();
      const attempts = (await hub.events('rejection-')).map(
        ({ data }) => (data as { attempt: number }).attempt,
      );
      expect(attempts).toEqual([1, 2, 3]);
    });

    it('puts back no more than it is told to, in the order of the feed, and goes on with the next', async () => {
      await publish(...['E-1', 'E-2', 'E-3', 'E-4', 'E-5'].map((id) => early(id)));
      await settled();
      await letDaysPass();
      expect(numbersOf(await putBack({ limit: 3, pageSize: 2 }))).toEqual({ found: 3, putBack: 3 });
      await settled();
      expect(numbersOf(await putBack({ limit: 3, pageSize: 2 }))).toEqual({
        found: 5,
        putBack: 2,
        decided: 3,
      });
      await settled();
      expect(await outcomes()).toEqual(['E-1', 'E-2', 'E-3', 'E-4', 'E-5']);
    });

    it('puts nothing back in a trial run', async () => {
      await publish(early('E-1'));
      await settled();
      const report = await putBack({ dryRun: true });
      expect(numbersOf(report)).toEqual({ found: 1, putBack: 1 });
      expect(replayTable(report, true)).toMatch(/Mended, would be put back +1/);
      expect(numbersOf(await putBack())).toEqual({ found: 1, putBack: 1 });
    });

    it('says what the feed no longer has, and what cannot be read today either', async () => {
      await happened(`rejection-${derivedUuid('gone')}`, 'SourceEventRejected', {
        ...{ agency: COMMUNITY_HEALTH, receivedAt: LATER.toISOString() },
        source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '900' },
        reasons: [{ code: 'DECODE.NOT_JSON' }],
      });
      await opened.feed.writer.publish([{ ...messageOf(itemEvent('E-1')), value: Buffer.from('{') }]);
      const upTo = await settled();
      const report = await putBack({ filter: { code: 'DECODE.NOT_JSON', upTo } });
      expect(numbersOf(report)).toEqual({ found: 2, putBack: 0, gone: 1, 'DECODE.NOT_JSON': 1 });
    });

    it('looks at one agency, from one day on, where it is told to', async () => {
      await publish(early('E-1'), { ...early('E-2'), source: EARLY_HELP, type: 'early-help.taf-held.v1' });
      const upTo = await settled();
      const dry = { dryRun: true } as const;
      expect(await putBack({ ...dry, filter: { code: CODE, upTo, agency: EARLY_HELP } })).toMatchObject({
        found: 0,
      });
      expect(await putBack({ ...dry, filter: { code: CODE, upTo, agency: COMMUNITY_HEALTH } })).toMatchObject(
        { found: 1 },
      );
      const tomorrow = new Date(Date.now() + 86_400_000);
      expect(await putBack({ ...dry, filter: { code: CODE, upTo, since: tomorrow } })).toMatchObject({
        found: 0,
      });
    });
  });
}
