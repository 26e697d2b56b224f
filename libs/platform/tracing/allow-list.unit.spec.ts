import { createTraceState, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import * as conventions from '@opentelemetry/semantic-conventions';
import { silentLogger } from '../logging/logger.js';
import { ATTRIBUTE_NAMES, allowedAttributes, isRoute } from './attributes.js';
import { isSpanName, SPANS } from './catalogue.js';
import { allowListed } from './sdk/allow-listed-exporter.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

const MARKER = 'Zqmarkgiven';

/** A span as a careless programmer, or another library, could make one. */
function careless(exporter: InMemorySpanExporter, listed: boolean): string {
  const door = listed ? allowListed(exporter, silentLogger) : exporter;
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(door)] });
  const span = provider.getTracer('other').startSpan(`find ${MARKER}`);
  span.setAttributes({
    'url.path': `/people/${MARKER}`,
    'http.route': `/people/${MARKER}`,
    'throughline.count': 1,
  });
  span.addEvent(MARKER);
  span.recordException(new Error(MARKER));
  span.setStatus({ code: SpanStatusCode.ERROR, message: MARKER });
  span.addLink({ context: withState(span.spanContext()), attributes: { name: MARKER } });
  span.end();
  return exporter.getFinishedSpans().map(written).join('\n');
}

const withState = (context: ReturnType<ReadableSpan['spanContext']>) => ({
  ...context,
  traceState: createTraceState(`vendor=${MARKER}`),
});

const written = ({ name, status, events, links, attributes }: ReadableSpan): string =>
  JSON.stringify([name, status, events, links, attributes]) +
  links.map(({ context }) => context.traceState?.serialize() ?? '').join();

describe('What leaves the hub in a trace', () => {
  it('is only what the list allows', () => {
    const exporter = new InMemorySpanExporter();
    expect(careless(exporter, true)).not.toContain(MARKER);
    expect(exporter.getFinishedSpans()).toMatchObject([
      { name: 'other work', attributes: { 'throughline.count': 1 }, droppedAttributesCount: 2, events: [] },
    ]);
  });

  it('would be a name without the list, in seven places', () => {
    expect(careless(new InMemorySpanExporter(), false).split(MARKER).length - 1).toBeGreaterThanOrEqual(7);
  });

  it('has no attribute that takes free text', () => {
    const texts = [
      MARKER,
      'Zoë Example',
      '999 000 1235',
      '2017-05-04',
      'a@b.example',
      '1 Road, Town',
      '/people/jo-1',
    ];
    for (const text of texts)
      expect(allowedAttributes(Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, text])))).toEqual({});
  });

  it('names a request by the pattern of its route, never by its address', () => {
    const patterns = [
      '/',
      '/v1/events/:id/receipt',
      '/families/:family/timeline',
      '/openapi.json',
      '/ig/disclosures',
    ];
    expect(patterns.filter((path) => !isRoute(path))).toEqual([]);
    const concrete = [
      '/families/5f0c9b0e-0f2c-5d0f-9a3e-3f6c1f6f5b11/timeline',
      '/v1/events/M-2/receipt',
      '/v1/events/Zoë/receipt',
      '/search?family=zqmark',
      '/search/results/ab12',
    ];
    expect(concrete.filter(isRoute)).toEqual([]);
    expect(concrete.filter((path) => isSpanName(`GET ${path}`))).toEqual([]);
  });

  it('knows every span of its catalogue, and a request by method and route', () => {
    for (const name of [...Object.keys(SPANS), 'GET', '_OTHER', 'POST /v1/events'])
      expect(isSpanName(name)).toBe(true);
    for (const name of ['get /', 'toString', 'take batch of Zoë']) expect(isSpanName(name)).toBe(false);
  });

  it('uses the names that tools know', () => {
    const known = new Set<unknown>(Object.values(conventions));
    const stable = ATTRIBUTE_NAMES.filter((name) => /^(http|error|db)\./.test(name));
    expect(stable).toHaveLength(7);
    expect(stable.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('A trace that somebody names', () => {
  it.each([
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0b',
  ])('is carried on as it came: %s', (text) => {
    const parsed = parseTraceparent(text);
    expect(parsed && formatTraceparent(parsed)).toBe(text);
  });

  it.each([
    undefined,
    '',
    'Zqmarkgiven',
    '01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 Zqmark',
  ])('is left behind where it is of another form: %s', (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
  });
});
