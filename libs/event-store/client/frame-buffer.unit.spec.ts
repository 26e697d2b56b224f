import type { ClientReadableStream } from '@grpc/grpc-js';
import { Readable } from 'node:stream';
import { FrameBuffer } from './frame-buffer.js';

/** A call that has so many frames of one size to give, as fast as they are taken. */
function callWith(count: number, bytes: number) {
  let given = 0;
  const call = new Readable({
    objectMode: true,
    highWaterMark: 1,
    read: () => call.push(given++ < count ? Buffer.alloc(bytes) : null),
  });
  return { call: call as unknown as ClientReadableStream<Buffer>, given: () => given };
}
const settle = async () => {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('What a call has brought and nobody has taken yet', () => {
  it.each([
    ['small frames, by their number', 100, 40],
    ['large frames, by their weight', 1024 * 1024, 8],
  ])('holds the server back: %s', async (_what, bytes, most) => {
    const { call, given } = callWith(50, bytes);
    const buffer = new FrameBuffer(call, 40);
    await settle();
    expect(given()).toBeLessThanOrEqual(most + 2);
    let taken = 0;
    while (!buffer.isDone()) {
      await buffer.arrival();
      taken += buffer.take(3).length;
    }
    expect(taken).toBe(50);
  });

  it('takes a frame that is larger than all that may wait', async () => {
    const { call } = callWith(2, 9 * 1024 * 1024);
    const buffer = new FrameBuffer(call, 40);
    let taken = 0;
    while (!buffer.isDone()) {
      await buffer.arrival();
      taken += buffer.take(10).length;
    }
    expect(taken).toBe(2);
  });
});
