import streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { eventFrame } from '../embedded/wire/read-responses.js';
import { readReadMessage } from '../client/read-messages.js';
import { numberField } from './fields.js';
import { WireReader } from './reader.js';

const record = fc.record({
  position: fc.maxSafeNat(),
  stream: fc.string({ minLength: 1, unit: 'grapheme' }),
  revision: fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }),
  id: fc.uuid(),
  type: fc.string(),
  isJson: fc.constant(true),
  data: fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
  metadata: fc.constantFrom(Buffer.alloc(0), Buffer.from('{"schemaVersion":7}')),
  createdMs: fc.integer({ min: 0, max: 4e12 }),
});

describe('the bytes on the wire', () => {
  it('carry numbers of any size up to 64 bits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (value) => {
        const reader = new WireReader(numberField(3, value));
        expect(reader.next()).toEqual({ field: 3, type: 0 });
        expect(reader.varint64()).toBe(value);
        expect(reader.next()).toBeUndefined();
      }),
    );
  });

  it('are read by the code that the client package generates', () => {
    fc.assert(
      fc.property(record, (one) => {
        const event = streams.ReadResp.deserializeBinary(eventFrame(one)).getEvent()?.getEvent();
        expect(event?.getStreamRevision()).toBe(String(one.revision));
        expect(event?.getCommitPosition()).toBe(String(one.position));
        expect(event?.getId()?.getString()).toBe(one.id);
        expect(event?.getMetadataMap().get('type')).toBe(one.type);
        expect(Buffer.from(event?.getData_asU8() ?? [])).toEqual(one.data);
      }),
    );
  });

  it('are read back by the hub as they were written', () => {
    fc.assert(
      fc.property(record, (one) => {
        const message = readReadMessage(eventFrame(one));
        const { stream, id, revision, type } = one;
        expect(message).toMatchObject({ kind: 'event', event: { stream, id, revision, type } });
        if (message.kind === 'event') expect(message.event.data).toEqual(JSON.parse(one.data.toString()));
      }),
    );
  });
});
