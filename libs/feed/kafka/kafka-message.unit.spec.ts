import type { KafkaMessage } from 'kafkajs';
import { HOSPITALS } from '../testing/feed.contract.js';
import { feedMessage } from './kafka-message.js';

const place = { topic: 'throughline.events.ods-RZZ', partition: 0, agency: HOSPITALS };
/** kafkajs gives null for what Kafka holds as null, though its types do not say so. */
const message = (parts: { headers?: unknown; key?: unknown; value?: unknown; timestamp?: string }) =>
  feedMessage(place, { offset: '7', timestamp: '0', attributes: 0, ...parts } as KafkaMessage);

describe('A message of a partner’s own client', () => {
  it('may come without key, value and headers', () => {
    expect(message({ key: null, value: null })).toMatchObject({
      key: '',
      headers: {},
      value: Buffer.alloc(0),
    });
  });

  it('has a time that can be told, whatever its own client stamped it with on a topic that lets it', () => {
    for (const timestamp of ['9223372036854775807', '253402300800000', '-2', 'x'])
      expect(message({ timestamp }).appendedAt).toEqual(new Date(0));
    expect(message({ timestamp: '253402300799999' }).appendedAt.toISOString()).toBe(
      '9999-12-31T23:59:59.999Z',
    );
  });

  it('may hold a header without a value, which says nothing, and one twice, of which the last counts', () => {
    const headers = {
      'x-empty': null,
      ce_id: [Buffer.from('old'), Buffer.from('new')],
      'x-gone': [Buffer.from('old'), null],
    };
    expect(message({ headers }).headers).toEqual({ ce_id: 'new' });
  });
});
