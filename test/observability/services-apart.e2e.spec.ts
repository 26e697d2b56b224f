import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '#platform/testing';
import { exampleOf, Partner } from '../e2e/partner.js';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../hub/hub-process.js';
import { until } from '../support/until.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

describe('A trace where the services live apart', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let receiver: TraceReceiver;
  let services: HubProcess;
  let running: Running;

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    receiver = await startTraceReceiver();
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    services = startHub(data.folder, ['--no-demo'], settings, 'services');
    running = await services.welcomed(180_000);
  }, 240_000);
  afterAll(async () => {
    await services.stop();
    await receiver.close();
    await data.remove();
  });

  it('goes from process to process', async () => {
    const { baseUrl, gatewayUrl = baseUrl, credentialsFile } = running;
    const health = await Partner.signIn(gatewayUrl, credentialsFile, 'urn:agency:ods:G7H8J');
    const event = await exampleOf('health.was-not-brought.v1', 'TRACED-1', () => ({}));
    expect(await health.publish(event, { traceparent: TRACEPARENT })).toBe(202);
    const ofTrace = ({ traceId, links }: ReceivedSpan) =>
      traceId === TRACE || links.some((link) => link.traceId === TRACE);
    const story = () => receiver.spans().filter(ofTrace);
    const has = (service: string, name: string) =>
      story().some((span) => span.service === service && span.name === name);
    await until(
      () =>
        has('throughline-gateway', 'publish events') &&
        has('throughline-intake', 'take event') &&
        has('throughline-projector', 'project events'),
      { what: 'the trace in every process' },
    );
    const named = (name: string) => story().find((span) => span.name === name);
    const [request, published, taken] = ['POST /v1/events', 'publish events', 'take event'].map(named);
    expect(request?.parentSpanId).toBe('b7ad6b7169203331');
    expect(published?.parentSpanId).toBe(request?.spanId);
    expect(taken?.parentSpanId).toBe(published?.spanId);
    const projected = story().filter(({ name }) => name === 'project events');
    for (const span of projected) expect(span.links.map(({ spanId }) => spanId)).toContain(taken?.spanId);
  });
});
