import { askRetry, type SourceEventRejected } from '#journey';
import { itemIdOf, recordIdOf, type Uuid } from '#platform';
import { until } from '../../test/support/until.js';
import { child, COMMUNITY_HEALTH, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';
import { mendKey, spoilKey } from './testing/spoilt-key.js';

const RECORD = recordIdOf(COMMUNITY_HEALTH, 'C-1');

/**
 * As a topic that was deleted and made anew, another Kafka cluster, or a database that was put back from a copy that is
 * older than the event store: offsets are given out a second time.
 */
describe('A feed that begins again at offset 0', () => {
  let hub: IntakeUnderTest;

  beforeEach(async () => {
    hub = await startIntakeEngines();
  });
  afterEach(() => hub.close());

  const beginAgain = () => hub.pool.query('TRUNCATE feed.messages, feed.topics, feed.offsets');
  const typeOf = async (id: string) =>
    (await hub.store.readStream(`item-${itemIdOf(COMMUNITY_HEALTH, id)}`))[0]?.type;
  const rejected = async () =>
    (await hub.events('rejection-')).map(({ data }) => (data as SourceEventRejected).sourceEventId);
  const unreadable = (id: string) => ({
    agency: COMMUNITY_HEALTH,
    key: id,
    headers: { 'content-type': 'application/cloudevents+json', 'throughline-event-id': id },
    value: Buffer.from('{'),
  });

  it('has each event decided, also where another was parked at its place', async () => {
    await spoilKey(hub.pool, RECORD);
    const intake = await hub.startIntake();
    await hub.publish(itemEvent('E-1'));
    await hub.settled();
    await mendKey(hub.pool, RECORD);
    await askRetry(hub.store, { id: crypto.randomUUID() as string as Uuid, actor: 'hub:operator' });
    await until(async () => (await typeOf('E-1')) === 'ItemWithheld', { what: 'E-1 taken' });
    await until(() => intake.status().parked.events === 0);
    await beginAgain();
    await hub.publish(itemEvent('E-2', { subject: child('C-2') }));
    await hub.settled();
    expect(await typeOf('E-2')).toBe('ItemWithheld');
  });

  it('has each refusal told, also where another was refused at its place', async () => {
    await hub.startIntake();
    await hub.publishRaw(unreadable('E-1'));
    await hub.settled();
    await beginAgain();
    await hub.publishRaw(unreadable('E-2'));
    await hub.settled();
    expect(await rejected()).toEqual(['E-1', 'E-2']);
  });
});
