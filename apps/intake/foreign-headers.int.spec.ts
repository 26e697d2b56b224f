import type { SourceEventRejected } from '#journey';
import { messageOf, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

const CORRELATION = 'throughline-correlation-id';

/** A partner's own Kafka client may write anything into any header. */
describe('Headers that a publisher wrote itself', () => {
  let hub: IntakeUnderTest;

  beforeEach(async () => {
    hub = await startIntakeEngines();
  });
  afterEach(() => hub.close());

  const withCorrelation = (id: string, correlation: string) => {
    const message = messageOf(itemEvent(id));
    return { ...message, headers: { ...message.headers, [CORRELATION]: correlation } };
  };

  it('hold up nobody, however long they are', async () => {
    await hub.startIntake();
    const long = 'x'.repeat(1_100_000);
    const refused = { ...withCorrelation('E-1', long), value: Buffer.from('{') };
    await hub.publishRaw(refused, withCorrelation('E-2', long), messageOf(itemEvent('E-3')));
    await hub.settled();
    const rejected = (await hub.events('rejection-')).map(({ data }) => data as SourceEventRejected);
    expect(rejected.map(({ sourceEventId }) => sourceEventId)).toEqual(['E-1']);
    expect((await hub.events('item-')).map(({ type }) => type)).toEqual(['ItemWithheld', 'ItemWithheld']);
  });

  it('are kept as what they are called or not at all', async () => {
    await hub.startIntake();
    const id = '7d2b8d1e-0000-4000-8000-000000000001';
    await hub.publishRaw(withCorrelation('E-1', 'Marker Child, 4 May 2017'), withCorrelation('E-2', id));
    await hub.settled();
    const items = await hub.events('item-');
    expect(items.map(({ metadata }) => metadata.correlationId)).toEqual([undefined, id]);
  });
});
