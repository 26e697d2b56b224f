import { NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { Normaliser, sameAnswer } from './normalise.js';

const normaliser = new Normaliser('4f2a');

describe('comparing answers of two event stores', () => {
  it('leaves out what differs from run to run', () => {
    const answer = {
      id: 'x',
      position: { commit: 7n },
      revision: 7n,
      stream: 'conf-4f2a-a',
      at: new Date(),
      none: undefined,
    };
    expect(normaliser.value(answer)).toEqual({
      id: '<id>',
      position: '<position>',
      revision: '7n',
      stream: 'conf-RUN-a',
      at: '<date>',
    });
  });

  it('keeps what a program can tell an error by, and not its wording', () => {
    const versions = { streamName: 'conf-4f2a-a', current: 3n, expected: NO_STREAM } as const;
    expect(normaliser.error(new WrongExpectedVersionError(null as never, versions))).toEqual({
      error: 'WrongExpectedVersionError',
      type: 'wrong-expected-version',
      streamName: 'conf-RUN-a',
      expectedVersion: 'no_stream',
      actualVersion: '3n',
    });
  });

  it('notices one revision that differs, and no other order of fields', () => {
    const answer = { read: [{ rev: '0n', type: 'A' }] };
    expect(sameAnswer(answer, { read: [{ type: 'A', rev: '0n' }] })).toBe(true);
    expect(sameAnswer(answer, { read: [{ rev: '1n', type: 'A' }] })).toBe(false);
    expect(sameAnswer(answer, { read: [] })).toBe(false);
  });
});
