import { feedContract, HOSPITALS, POLICE } from '#feed/testing';
import { runConformance, type Row } from '../../conformance/run-conformance.js';
import { scratchFeed, settingsFor } from '../kafka/scratch-topics.js';
import { findEngine } from './find-engine.js';
import { EVENT_STORE_IMAGES, KAFKA_IMAGE, POSTGRES_IMAGES } from './images.js';
import { readStoreContract } from './read-store-contract.js';
import { startEventStore, startKafka, startPostgres, type StartedImage } from './start-images.js';

/** Asked before any test is named: a test that is skipped would count as failed. */
const engine = await findEngine();

if (engine.present) onPublishedImages(engine.host);
else {
  process.stderr.write(`The tests on published images are not run: ${engine.why}.\n`);
  it(`Tests on published images are not run, because ${engine.why}`, async () => {
    expect(await findEngine()).toEqual(engine);
  });
}

function onPublishedImages(host: string): void {
  describe.each(EVENT_STORE_IMAGES)('$image', (choice) => {
    let store: StartedImage;
    const rows: Row[] = [];

    beforeAll(async () => {
      store = await startEventStore(choice, host);
      const hooks = { restart: () => store.restart() };
      for await (const row of runConformance(store.url, { hooks })) rows.push(row);
    }, 900_000);
    afterAll(() => store.stop());

    it('answers every recorded question as EventStoreDB 23.10.6 did', () => {
      const recorded = rows.filter(({ part }) => part === 'recorded');
      expect(recorded.filter(({ verdict }) => verdict !== 'agrees')).toEqual([]);
      expect(recorded).toHaveLength(76);
    });

    it('does what production needs of one server without TLS', () => {
      const asked = rows.filter(({ part, verdict }) => part === 'production' && verdict !== 'not asked');
      expect(asked.filter(({ verdict }) => verdict !== 'agrees')).toEqual([]);
      expect(asked).toHaveLength(2);
    });
  });

  describe(KAFKA_IMAGE, () => {
    let kafka: StartedImage;

    beforeAll(async () => {
      kafka = await startKafka(host);
    }, 600_000);
    afterAll(() => kafka.stop());

    feedContract(KAFKA_IMAGE, () => scratchFeed(settingsFor([kafka.url]), [HOSPITALS, POLICE]));
  });

  it.each(POSTGRES_IMAGES)(
    'the read store works on %s',
    async (image) => {
      const postgres = await startPostgres(image, host);
      try {
        const { passed, failed } = await readStoreContract(postgres.url);
        expect(failed).toEqual([]);
        expect(passed).toBeGreaterThan(40);
      } finally {
        await postgres.stop();
      }
    },
    900_000,
  );
}
