import { derivedUuid } from '#platform';
import type { StoredEvent } from '../ports.js';
import { eventReader } from './index.js';

type Lamp =
  | { readonly type: 'LampLit'; readonly data: { readonly watts: number } }
  | { readonly type: 'LampBroken'; readonly data: Readonly<Record<string, never>> };

const read = eventReader<Lamp>('A lamp', { LampLit: true, LampBroken: true });
const stored = (type: string): StoredEvent => ({
  ...{ id: derivedUuid(type), type, data: { watts: 40 }, metadata: { schemaVersion: 1 } },
  ...{ stream: 'lamp-1', revision: 0n, position: 7n, createdAt: new Date(0) },
});

describe('Reading an event that is stored', () => {
  it('gives its type and what it says, and nothing of where it lies', () => {
    expect(read(stored('LampLit'))).toEqual({ type: 'LampLit', data: { watts: 40 } });
  });

  it.each(['LampSold', 'toString'])('stops at a type that this version does not know: %s', (type) => {
    expect(() => read(stored(type))).toThrow(
      expect.objectContaining({
        ...{ kind: 'defect', code: 'PROJECTION.UNKNOWN_EVENT', context: { type, position: '7' } },
        message: 'A lamp holds an event that cannot be read.',
      }) as Error,
    );
  });
});
