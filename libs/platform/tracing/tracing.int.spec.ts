import { SpanKind } from '@opentelemetry/api';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '#platform/testing';
import { silentLogger } from '../logging/logger.js';
import { createLogger } from '../logging/pino-logger.js';
import { unavailable } from '../errors/errors.js';
import {
  activeTraceparent,
  inSpan,
  isTracing,
  parseTraceparent,
  startSpan,
  startTracing,
  type Tracing,
} from './index.js';
import { startNamed } from './start-span.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SAMPLED = `00-${TRACE}-b7ad6b7169203331-01`;
const UNSAMPLED = `00-${TRACE}-b7ad6b7169203331-00`;
const MARKER = 'Zqmarkgiven Zqmarkfamily';

describe('Tracing where no collector is named', () => {
  it('does the work and nothing else', async () => {
    const tracing = await startTracing({ service: 'hub', endpoint: undefined, logger: silentLogger });
    const links = () => {
      throw new Error('nobody should ask');
    };
    expect(inSpan('take batch', { parent: SAMPLED, links }, (span) => span.traceparent ?? 'none')).toBe(
      'none',
    );
    expect([isTracing(), activeTraceparent()]).toEqual([false, undefined]);
    await tracing.stop();
  });
});

describe('Tracing', () => {
  let receiver: TraceReceiver;
  let tracing: Tracing;
  const begin = async (ratio = 1) => {
    tracing = await startTracing({
      service: 'hub',
      endpoint: receiver.endpoint,
      logger: silentLogger,
      ratio,
    });
  };
  const sent = async (): Promise<readonly ReceivedSpan[]> => {
    await tracing.stop();
    return receiver.spans();
  };

  beforeEach(async () => {
    receiver = await startTraceReceiver();
  });
  afterEach(async () => {
    await tracing.stop();
    await receiver.close();
  });

  it('goes on with the trace that arrives, and hands it on', async () => {
    await begin();
    const handedOn = await inSpan('take event', { parent: SAMPLED }, async () =>
      inSpan('store batch', {}, async () => activeTraceparent()),
    );
    const [inner, outer] = await sent();
    expect(outer).toMatchObject({
      name: 'take event',
      traceId: TRACE,
      parentSpanId: 'b7ad6b7169203331',
      kind: 5,
    });
    expect(inner).toMatchObject({ name: 'store batch', traceId: TRACE, parentSpanId: outer?.spanId });
    expect(parseTraceparent(handedOn)).toMatchObject({
      traceId: TRACE,
      spanId: inner?.spanId,
      traceFlags: 1,
    });
  });

  it('begins a trace of its own for what arrives without one, whatever is in hand', async () => {
    await begin();
    inSpan('take event', { parent: SAMPLED }, () => inSpan('project events', {}, () => undefined));
    const [other] = await sent();
    expect(other).toMatchObject({ name: 'project events' });
    expect(other?.traceId).not.toBe(TRACE);
    expect(other?.parentSpanId).toBeUndefined();
  });

  it('records no inner work that belongs to nothing', async () => {
    await begin();
    inSpan('read stream', {}, () => inSpan('seal contents', {}, () => undefined));
    expect(await sent()).toEqual([]);
  });

  it('leaves out a trace that its publisher does not record', async () => {
    await begin();
    inSpan('take event', { parent: UNSAMPLED }, () => inSpan('store batch', {}, () => undefined));
    expect(await sent()).toEqual([]);
  });

  it('is linked to the trace of each event, however many of a full batch are not recorded', async () => {
    await begin(0);
    const traceOf = (at: number) => (at + 1).toString(16).padStart(32, '0');
    const full = Array.from(
      { length: 500 },
      (_, at) => `00-${traceOf(at)}-b7ad6b7169203331-${at === 7 ? '01' : '00'}`,
    );
    inSpan('project events', { links: () => full }, () => undefined);
    const [batch] = await sent();
    expect(batch?.links.length).toBe(500);
    expect(batch?.links.map(({ traceId }) => traceId)).toContain(traceOf(7));
  });

  it('records a batch exactly where a trace that it takes further is recorded', async () => {
    await begin(0);
    inSpan(
      'take batch',
      { links: () => [UNSAMPLED, SAMPLED, SAMPLED, 'Zqmark', undefined] },
      () => undefined,
    );
    inSpan('take batch', { links: () => [UNSAMPLED] }, () => undefined);
    inSpan('take batch', {}, () => undefined);
    const [batch, ...others] = await sent();
    expect(batch?.links.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE]);
    expect(others).toEqual([]);
  });

  it('shows the code of what went wrong, never its sentence', async () => {
    await begin();
    const fault = unavailable('FEED.UNAVAILABLE', MARKER);
    await expect(inSpan('take batch', {}, async () => Promise.reject(fault))).rejects.toBe(fault);
    expect(() =>
      inSpan('take batch', {}, () => {
        throw new Error(MARKER);
      }),
    ).toThrow(MARKER);
    expect((await sent()).map(({ failed, attributes }) => [failed, attributes['error.type']])).toEqual([
      [true, 'FEED.UNAVAILABLE'],
      [true, 'UNKNOWN'],
    ]);
    expect(receiver.text()).not.toContain('Zqmark');
  });

  it('sends nothing that is not on the list, wherever it was put', async () => {
    await begin();
    const attributes = { 'throughline.count': 3, 'http.route': '/families/5f0c9b0e', 'user.name': MARKER };
    const span = startNamed(`GET /families/${MARKER}`, SpanKind.SERVER, { attributes });
    span.rename(MARKER);
    span.set({ 'throughline.projection': MARKER });
    span.end();
    expect(await sent()).toMatchObject([{ name: 'other work', attributes: { 'throughline.count': 3 } }]);
    expect(receiver.text()).not.toMatch(/Zqmark|5f0c9b0e/);
  });

  it('names its trace on the log lines of the work', async () => {
    await begin();
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', to: { write: (line) => void lines.push(line) } });
    inSpan('take event', { parent: SAMPLED }, () => logger.info('Batch taken'));
    logger.info('Started');
    expect(lines.map((line) => (JSON.parse(line) as { traceId?: string }).traceId)).toEqual([
      TRACE,
      undefined,
    ]);
  });

  it('can be started again', async () => {
    await begin();
    await tracing.stop();
    await begin();
    startSpan('take batch').end();
    expect(await sent()).toHaveLength(1);
  });
});

describe('A collector that does not take traces', () => {
  it('is told once in the log and holds nothing up', async () => {
    const receiver = await startTraceReceiver({ status: 400 });
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', to: { write: (line) => void lines.push(line) } });
    const tracing = await startTracing({ service: 'hub', endpoint: receiver.endpoint, logger });
    for (let at = 0; at < 1_000; at++) startSpan('take batch').end();
    await tracing.stop();
    await receiver.close();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Traces do not reach the collector',
    ]);
  });
});
