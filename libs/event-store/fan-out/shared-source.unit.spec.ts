import { defect, silentLogger } from '#platform';
import type { Subscription } from '../ports.js';
import { SharedSource } from './shared-source.js';

const REFUSED = defect('TEST.REFUSED', 'No');

/** A store whose subscriptions end when the test says so. */
function endingStore() {
  const opened: ((error: Error) => void)[] = [];
  const subscribe = (): Subscription => {
    const done = new Promise<void>((_, reject) => opened.push(reject));
    done.catch(() => undefined);
    return { done, stop: async () => opened.at(-1)?.(REFUSED) };
  };
  return { opened, store: { subscribe, headPosition: async () => 0n } };
}

describe('The source of all who follow', () => {
  it.each(Array.from({ length: 12 }, (_, turns) => turns))(
    'leaves nobody waiting for nothing who comes as it ends, %i turns after',
    async (turns) => {
      const { opened, store } = endingStore();
      const shared = new SharedSource({ store, prefixes: ['item-'], logger: silentLogger });
      const told: string[] = [];
      const member = (name: string) => ({ take: () => undefined, end: () => void told.push(name) });
      await shared.join(member('first')).opened;
      opened[0]?.(REFUSED);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const late = shared.join(member('late'));
      await late.opened;
      await new Promise((resolve) => setImmediate(resolve));
      expect(told).toContain('first');
      expect(told.includes('late') || opened.length === 2).toBe(true);
      await late.leave();
    },
  );
});
