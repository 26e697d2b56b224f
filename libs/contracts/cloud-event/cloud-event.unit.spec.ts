import { readFileSync } from 'node:fs';
import { CloudEvent, HTTP, Kafka } from 'cloudevents';
import { projectPath } from '#platform';
import { type SourceEvent } from '../envelope.js';
import { canonicalContent } from './canonical-content.js';
import { decodeBatch, MAX_BATCH_EVENTS } from './decode-batch.js';
import { decodeCloudEvent, MAX_EVENT_BYTES } from './decode.js';
import { encodeStructured } from './encode.js';

const example = JSON.parse(
  readFileSync(projectPath('contracts/examples/health.was-not-brought.v1/valid.json'), 'utf8'),
) as SourceEvent;
const sdkEvent = new CloudEvent(example as unknown as Record<string, unknown>);
const bytes = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const textHeaders = (headers: object) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
const code = (decoded: ReturnType<typeof decodeCloudEvent>) => (decoded.ok ? 'ok' : decoded.reasons[0]?.code);
const STRUCTURED = { 'content-type': 'application/cloudevents+json' };

describe('an event written by the CloudEvents SDK', () => {
  it.each([
    ['Kafka structured', Kafka.structured(sdkEvent).headers, Kafka.structured(sdkEvent).value],
    ['Kafka binary', Kafka.binary(sdkEvent).headers, Kafka.binary(sdkEvent).value],
    ['HTTP structured', HTTP.structured(sdkEvent).headers, HTTP.structured(sdkEvent).body],
    ['HTTP binary', HTTP.binary(sdkEvent).headers, HTTP.binary(sdkEvent).body],
  ])('is read the same in %s mode', (_mode, headers, body) => {
    const decoded = decodeCloudEvent(textHeaders(headers ?? {}), bytes(body));
    const read = decoded.ok ? (decoded.candidate as SourceEvent) : undefined;
    expect({ ...read, time: Date.parse(read?.time ?? '') }).toMatchObject({
      ...example,
      time: Date.parse(example.time),
    });
  });
});

describe('decoding', () => {
  it('gives back what was encoded', () => {
    const { headers, value } = encodeStructured(example);
    expect(decodeCloudEvent(headers, value)).toEqual({ ok: true, candidate: example });
  });

  it('reads headers in any case', () => {
    expect(code(decodeCloudEvent({ 'CE-Id': '1', 'Content-Type': 'application/json' }, bytes('{}')))).toBe(
      'ok',
    );
  });

  it.each([
    ['quotes, as clients of older versions write them', '"EX-1"', 'EX-1'],
    ['a quote and a backslash within quotes', String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['quotes that were encoded and are part of it', '%22EX-1%22', '"EX-1"'],
    ['signs for characters of several bytes', 'Zo%C3%AB%F0%9F%98%80', 'Zoë😀'],
    ['a percent sign that begins nothing', '100%', '100%'],
  ])('takes the value out of an HTTP header with %s', (_what, header, id) => {
    const decoded = decodeCloudEvent({ 'ce-id': header }, bytes('{}'));
    expect(decoded).toEqual({ ok: true, candidate: { id, data: {} } });
  });

  it.each(['a%FF', 'a%E9', 'a%ED%A0%80', 'a%C3'])(
    'refuses the attribute %s of an HTTP header, whose bytes are not UTF-8, and names its place',
    (header) => {
      const decoded = decodeCloudEvent({ 'ce-id': header, 'ce-source': 's' }, bytes('{}'));
      expect(decoded).toEqual({ ok: false, reasons: [{ code: 'DECODE.NOT_CLOUDEVENT', path: '/id' }] });
    },
  );

  it('makes nothing up: a missing id and a bad time are left to the validator', () => {
    const headers = { ce_type: 'health.gp-concern.v1', ce_time: 'last Tuesday' };
    expect(decodeCloudEvent(headers, bytes('{}'))).toEqual({
      ok: true,
      candidate: { type: 'health.gp-concern.v1', time: 'last Tuesday', data: {} },
    });
  });

  it.each([
    ['that is not JSON', STRUCTURED, bytes('{"specversion":'), 'DECODE.NOT_JSON'],
    ['that is not UTF-8', STRUCTURED, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'DECODE.NOT_JSON'],
    [
      'without any CloudEvents header',
      { 'content-type': 'application/json' },
      bytes('{}'),
      'DECODE.NOT_CLOUDEVENT',
    ],
    ['that is JSON but no event', STRUCTURED, bytes('[]'), 'DECODE.NOT_CLOUDEVENT'],
    [
      'in another event format',
      { 'content-type': 'application/cloudevents+avro', ce_id: '1' },
      bytes('{}'),
      'DECODE.NOT_CLOUDEVENT',
    ],
    ['over 256 KiB', STRUCTURED, Buffer.alloc(MAX_EVENT_BYTES + 1, 32), 'DECODE.TOO_LARGE'],
  ])('refuses a message %s', (_what, headers, value, expected) => {
    expect(code(decodeCloudEvent(headers as Record<string, string>, value))).toBe(expected);
  });
});

describe('a batch', () => {
  it('is a list of events, up to a thousand', () => {
    expect(decodeBatch(bytes([example, 7]))).toEqual({ ok: true, candidates: [example, 7] });
    const most = Array.from({ length: MAX_BATCH_EVENTS + 1 }, () => ({}));
    expect(decodeBatch(bytes(most))).toMatchObject({ reasons: [{ code: 'HTTP.BATCH_TOO_LARGE' }] });
    expect(decodeBatch(bytes({}))).toMatchObject({ reasons: [{ code: 'DECODE.NOT_CLOUDEVENT' }] });
    expect(decodeBatch(bytes('['))).toMatchObject({ reasons: [{ code: 'DECODE.NOT_JSON' }] });
  });
});

describe('canonical content', () => {
  it('does not depend on the order of fields, nor on the trace context', () => {
    const shuffled = Object.fromEntries(Object.entries(example).reverse()) as unknown as SourceEvent;
    const sentAgain = { ...shuffled, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    expect(canonicalContent(sentAgain)).toBe(canonicalContent(example));
  });

  it('differs where the agency says something else', () => {
    const other = { ...example, data: { ...example.data, statementType: 'OPINION' as const } };
    expect(canonicalContent(other)).not.toBe(canonicalContent(example));
  });
});
