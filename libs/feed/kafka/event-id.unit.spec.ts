import { eventIdOf } from './event-id.js';

const STRUCTURED = 'Application/CloudEvents+JSON; charset=utf-8';
const of = (headers: Record<string, string>, value = '') => eventIdOf({ headers, value: Buffer.from(value) });

describe('The publisher’s id of a message', () => {
  it('is found beside it, in binary mode and in structured mode', () => {
    expect(of({ 'throughline-event-id': 'E-1' }, '{"id":"other"}')).toBe('E-1');
    expect(of({ CE_ID: 'E-2' })).toBe('E-2');
    expect(of({ 'content-type': STRUCTURED }, '{"id":"one\\/3"}')).toBe('one/3');
  });

  it('is not made up where none can be read', () => {
    expect(of({})).toBeUndefined();
    expect(of({ 'content-type': 'application/json' }, '{"id":"E-4"}')).toBeUndefined();
    for (const body of ['', 'null', '[]', '{"id":7}', '{"id":'])
      expect(of({ 'content-type': STRUCTURED }, body)).toBeUndefined();
  });
});
