import type { StoredEvent } from '#event-store';
import { derivedUuid, type AgreementId, type RecordId } from '#platform';
import { Meanwhile } from './meanwhile.js';
import type { Trigger } from './triggers.js';

const ENDED: Trigger = {
  ...{ kind: 'ENDED', cause: derivedUuid('w') },
  ...{ record: 'r' as RecordId, agreement: 'a' as AgreementId },
};

/** Stored at a position by a process that knew everything up to another. */
const event = (position: number, intake: string, knownTo?: number): StoredEvent => ({
  ...{
    id: derivedUuid(String(position)),
    type: 'X',
    data: {},
    stream: 's',
    revision: 0n,
    createdAt: new Date(0),
  },
  position: BigInt(position),
  metadata: { schemaVersion: 1, intake, ...(knownTo === undefined ? {} : { knownTo: String(knownTo) }) },
});

describe('What was stored while a decision was made', () => {
  const meanwhile = (...stored: readonly (readonly [position: number, by: string])[]) => {
    const seen = new Meanwhile(0n);
    for (const [position, by] of stored) seen.note(event(position, by), ENDED);
    return seen;
  };

  it('is unknown to it where another process stored it behind what it knew', () => {
    const seen = meanwhile([10, 'other'], [20, 'other']);
    expect(seen.unknownTo(event(30, 'one', 15))).toEqual([ENDED]);
    expect(seen.unknownTo(event(30, 'one', 20))).toEqual([]);
    expect(seen.overtook(event(30, 'one', 15))).toBe(true);
  });

  it('is known to it where its own process stored it', () => {
    const seen = meanwhile([10, 'one'], [20, 'one']);
    expect([seen.unknownTo(event(30, 'one', 5)), seen.overtook(event(30, 'one', 5))]).toEqual([[], false]);
  });

  it('counts as unknown where nobody remembers that far, and is not asked of earlier versions', () => {
    const seen = new Meanwhile(100n);
    expect([seen.unknownTo(event(130, 'one', 90)), seen.overtook(event(130, 'one', 90))]).toEqual([
      undefined,
      true,
    ]);
    expect([seen.unknownTo(event(130, 'one')), seen.overtook(event(130, 'one'))]).toEqual([[], false]);
  });

  it('is forgotten little by little, and never taken for nothing', () => {
    const seen = new Meanwhile(0n);
    for (let position = 1; position <= 20_010; position += 1) seen.note(event(position, 'other'), ENDED);
    expect(seen.unknownTo(event(20_020, 'one', 5))).toBeUndefined();
    expect(seen.unknownTo(event(20_020, 'one', 20_009))).toEqual([ENDED]);
    for (let each = 0; each < 70; each += 1) seen.note(event(20_011 + each, `process ${each}`), undefined);
    expect(seen.overtook(event(20_200, 'one', 20_080))).toBe(false);
    expect(seen.overtook(event(20_200, 'one', 20_005))).toBe(true);
  });
});
