import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { type SourceEvent } from '../envelope.js';
import { createValidator } from '../validation/validator.js';
import { canonicalContent } from './canonical-content.js';
import { canonicalTime } from './canonical-time.js';
import { decodeBatch } from './decode-batch.js';
import { decodeCloudEvent, type Decoded } from './decode.js';

const example = JSON.parse(
  readFileSync(projectPath('contracts/examples/health.was-not-brought.v1/valid.json'), 'utf8'),
) as SourceEvent;
const { data, ...rest } = example;
const attributes = { ...rest, datacontenttype: undefined };
const validator = createValidator();
const STRUCTURED = { 'content-type': 'application/cloudevents+json' };
const JSON_TYPE = { 'content-type': 'application/json' };

const bytes = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const headersOf = (each: object, prefix = 'ce_') =>
  Object.fromEntries(
    Object.entries(each).flatMap(([name, value]) =>
      value === undefined ? [] : [[`${prefix}${name}`, String(value)]],
    ),
  );
const base64 = bytes(data).toString('base64');

/** What a decoded message says, in canonical form, if its contract takes it; else why not. */
function saidBy(decoded: Decoded): string {
  if (!decoded.ok) return JSON.stringify(decoded);
  const valid = validator.validate(decoded.candidate, new Date('2026-11-23T09:00:00Z'));
  return valid.ok ? canonicalContent(valid.event) : JSON.stringify(valid.reasons);
}

describe('One event, as clients of other languages write it', () => {
  it.each([
    [
      'the CloudEvents SDK of Java, structured, with a character set',
      { 'content-type': 'application/cloudevents+json; charset=UTF-8' },
      example,
    ],
    [
      'the CloudEvents SDK of Java, binary: no milliseconds where they are zero',
      { ...JSON_TYPE, ...headersOf({ ...attributes, time: '2026-03-09T14:30:00Z' }) },
      data,
    ],
    [
      'the CloudEvents SDK of Python 1, structured, which does not say so',
      JSON_TYPE,
      { ...attributes, data },
    ],
    ['the same without a type for the data', {}, { ...attributes, data }],
    ['the same with data handed over as bytes', {}, { ...attributes, data_base64: base64 }],
    [
      'the CloudEvents SDK of Python 2, binary, with numbers and truth values as text',
      { ...JSON_TYPE, ...headersOf({ ...attributes, priority: '3', urgent: 'True' }) },
      data,
    ],
    [
      'the CloudEvents SDK of Java, structured, with numbers and truth values',
      STRUCTURED,
      { ...example, priority: 3, urgent: true },
    ],
    ['a client by hand, binary, without a content type', headersOf(attributes), data],
    [
      'a client by hand, binary, with a character set',
      { 'content-type': 'application/json; charset=utf-8', ...headersOf(attributes) },
      data,
    ],
    [
      'a client by hand, binary, with names of headers in capitals',
      { 'Content-Type': 'Application/JSON', ...headersOf(attributes, 'CE_') },
      data,
    ],
    [
      'a client that writes seven digits of a second',
      STRUCTURED,
      { ...example, time: '2026-03-09T14:30:00.0000000+00:00' },
    ],
    ['a client in British summer time', STRUCTURED, { ...example, time: '2026-03-09T15:30:00.000+01:00' }],
    ['a client that writes attributes it has not set', STRUCTURED, { ...example, dataschema: null }],
    [
      'a client that names the character set of the data',
      STRUCTURED,
      { ...example, datacontenttype: 'application/json; charset=utf-8' },
    ],
    ['a client that writes a byte order mark', STRUCTURED, `\uFEFF${JSON.stringify(example)}`],
  ])('is one and the same from %s', (_client, headers, body) => {
    expect(saidBy(decodeCloudEvent(headers as Record<string, string>, bytes(body)))).toBe(
      canonicalContent(example),
    );
  });

  it('is one and the same in an HTTP batch', () => {
    const written = {
      ...attributes,
      dataschema: null,
      data_base64: base64,
      time: '2026-03-09T15:30:00+01:00',
    };
    const batch = decodeBatch(bytes([written]));
    const candidate = batch.ok ? batch.candidates[0] : undefined;
    expect(saidBy({ ok: true, candidate })).toBe(canonicalContent(example));
  });

  it('keeps what it says outside ASCII, in headers of Kafka as they are and in those of HTTP by percent signs', () => {
    const name = 'Zoë 🙂 100%25';
    const read = (headers: Record<string, string>) => {
      const decoded = decodeCloudEvent({ ...JSON_TYPE, ...headers }, bytes({ name }));
      return decoded.ok ? decoded.candidate : undefined;
    };
    expect(read({ ce_id: '1', ce_office: name })).toMatchObject({ office: name, data: { name } });
    expect(read({ 'ce-id': '1', 'ce-office': encodeURIComponent(name) })).toMatchObject({ office: name });
  });
});

describe('A message that is no good', () => {
  const binary = { ...JSON_TYPE, ...headersOf(attributes) };

  it.each([
    ['a tombstone', binary, Buffer.alloc(0), { code: 'SCHEMA.MISSING_FIELD', path: '/data' }],
    [
      'data of another type',
      { ...binary, 'content-type': 'text/plain' },
      bytes(data),
      { code: 'SCHEMA.NOT_IN_LIST', path: '/datacontenttype' },
    ],
    [
      'base64 of something that is not JSON',
      STRUCTURED,
      bytes({ ...attributes, data_base64: '/9j/' }),
      { code: 'SCHEMA.MISSING_FIELD', path: '/data' },
    ],
    [
      'base64 beside the data',
      STRUCTURED,
      bytes({ ...example, data_base64: base64 }),
      { code: 'SCHEMA.UNKNOWN_FIELD', path: '' },
    ],
    [
      'data in a header',
      { ...binary, ce_data: '{}' },
      Buffer.alloc(0),
      { code: 'SCHEMA.MISSING_FIELD', path: '/data' },
    ],
  ])('names what is wrong: %s', (_what, headers, value, reason) => {
    const decoded = decodeCloudEvent(headers, value);
    const valid = decoded.ok && validator.validate(decoded.candidate, new Date('2026-11-23T09:00:00Z'));
    expect(valid).toEqual({
      ok: false,
      reasons: expect.arrayContaining([reason]) as unknown,
    });
  });

  it.each([
    ['bytes that are not UTF-8', binary, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'DECODE.NOT_JSON'],
    ['a message of 1 MiB', binary, Buffer.alloc(1024 * 1024, 'x'), 'DECODE.TOO_LARGE'],
    [
      'an event in Avro',
      { ...binary, 'content-type': 'application/cloudevents+avro' },
      bytes(data),
      'DECODE.NOT_CLOUDEVENT',
    ],
  ])('is told under its publisher’s id: %s', (_what, headers, value, code) => {
    expect(decodeCloudEvent(headers, value)).toEqual({
      ok: false,
      reasons: [{ code, path: '' }],
      id: example.id,
    });
  });

  it('is refused where an attribute is not UTF-8, and two such ids are not taken for one', () => {
    const [type, id] = ['ce_type', 'ce_id'].map((name) =>
      decodeCloudEvent({ ...binary, [name]: Buffer.from([0x61, 0xeb]).toString() }, bytes(data)),
    );
    expect(type).toEqual({
      ok: false,
      reasons: [{ code: 'DECODE.NOT_CLOUDEVENT', path: '/type' }],
      id: example.id,
    });
    expect(id).toEqual({ ok: false, reasons: [{ code: 'DECODE.NOT_CLOUDEVENT', path: '/id' }] });
  });

  it.each([
    ['JSON that is no event', JSON_TYPE, bytes({ id: '1' })],
    ['text', { 'content-type': 'text/plain' }, bytes(example)],
    ['nothing at all', {}, Buffer.alloc(0)],
  ])('is not taken for an event unless it is one: %s', (_what, headers, value) => {
    expect(decodeCloudEvent(headers as Record<string, string>, value)).toEqual({
      ok: false,
      reasons: [{ code: 'DECODE.NOT_CLOUDEVENT', path: '' }],
    });
  });
});

describe('A time', () => {
  it.each([
    ['2026-07-01T09:00:00Z', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T10:00:00.000+01:00', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T09:00:00.5Z', '2026-07-01T09:00:00.500Z'],
    ['2026-07-01T09:00:00.500000Z', '2026-07-01T09:00:00.500Z'],
    ['2026-07-01t09:00:00z', '2026-07-01T09:00:00.000Z'],
    ['2026-07-01T09:00:00.123456700+00:00', '2026-07-01T09:00:00.1234567Z'],
    ['last Tuesday', 'last Tuesday'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:60Z'],
  ])('%s is %s', (written, canonical) => {
    expect(canonicalTime(written)).toBe(canonical);
  });

  it('is another where a part of a second differs, however small', () => {
    expect(canonicalTime('2026-07-01T09:00:00.0001Z')).not.toBe(canonicalTime('2026-07-01T09:00:00.0002Z'));
  });
});
