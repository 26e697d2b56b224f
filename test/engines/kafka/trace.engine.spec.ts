import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '#platform/testing';
import { startWorld, type World } from '../../chaos/services/world.js';
import { exampleOf, Partner } from '../../e2e/partner.js';
import { buildHub } from '../../hub/hub-process.js';
import { until } from '../../support/until.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

describe('A trace over Kafka', () => {
  let receiver: TraceReceiver;
  let world: World;

  beforeAll(async () => {
    buildHub();
    receiver = await startTraceReceiver();
    world = await startWorld({
      services: ['projector', 'intake', 'gateway'],
      variables: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint },
    });
  }, 240_000);
  afterAll(async () => {
    await world.stop();
    await receiver.close();
  });

  it('goes from the partner’s request through Kafka and the event store to the view', async () => {
    const health = await Partner.signIn(world.gatewayUrl, world.credentialsFile, 'urn:agency:ods:G7H8J');
    const event = await exampleOf('health.was-not-brought.v1', 'TRACED-2', () => ({}));
    expect(await health.publish(event, { traceparent: TRACEPARENT })).toBe(202);
    const story = () =>
      receiver
        .spans()
        .filter(({ traceId, links }) => traceId === TRACE || links.some((link) => link.traceId === TRACE));
    const named = (service: string, name: string): ReceivedSpan | undefined =>
      story().find((span) => span.service === `throughline-${service}` && span.name === name);
    await until(() => named('projector', 'project events') !== undefined, {
      what: 'the trace in the projector',
    });
    await until(() => named('intake', 'take event') !== undefined, { what: 'the trace in intake' });
    const published = named('gateway', 'publish events');
    const taken = named('intake', 'take event');
    expect(published?.traceId).toBe(TRACE);
    expect(taken?.parentSpanId).toBe(published?.spanId);
    expect(named('projector', 'project events')?.links.map(({ spanId }) => spanId)).toContain(taken?.spanId);
  });
});
