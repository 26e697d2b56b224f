import { defect } from '#platform';
import { until } from '../../../test/support/until.js';
import type { EventStore, SubscriptionOptions } from '../ports.js';
import { shareSubscriptions } from './share-subscriptions.js';
import { MemoryLog } from './testing/memory-log.js';

const soon = { everyMs: 1 };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Sharing a subscription', () => {
  let log: MemoryLog;
  let store: EventStore;

  beforeEach(() => {
    log = new MemoryLog(turn);
    store = shareSubscriptions(log as unknown as EventStore, {
      prefixes: ['item-', 'record-'],
      mostWaiting: 10,
    });
  });

  const follow = (prefix: string, options: Partial<SubscriptionOptions> = {}, work = async () => {}) => {
    const seen: string[] = [];
    let isLevel = false;
    const subscription = store.subscribe({ prefixes: [prefix], ...options }, async ({ events, caughtUp }) => {
      await work();
      seen.push(...events.map(({ stream }) => stream));
      isLevel ||= caughtUp;
    });
    return { seen, subscription, level: () => until(() => isLevel, soon) };
  };
  const append = (prefix: string, count: number) => {
    for (let at = 0; at < count; at += 1) log.append(`${prefix}${at}`);
  };
  const isShared = () => until(() => log.openSubscriptions === 1, soon);

  it('asks the store for one subscription, however many follow, and for none once all are gone', async () => {
    const all = ['item-', 'item-', 'record-'].map((prefix) => follow(prefix));
    await Promise.all(all.map(({ level }) => level()));
    await isShared();
    append('item-', 3);
    await until(() => all[0]?.seen.length === 3 && all[1]?.seen.length === 3, soon);
    await Promise.all(all.map(({ subscription }) => subscription.stop()));
    expect(log.openSubscriptions).toBe(0);
    expect(all[2]?.seen).toEqual([]);
  });

  it('lets nobody wait for one who is slow, who catches up alone when too much waits and joins again', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let isHeld = false;
    const slow = follow('item-', { maxBatch: 4 }, async () => (isHeld ? held : undefined));
    const quick = follow('item-');
    await Promise.all([slow.level(), quick.level()]);
    await isShared();
    isHeld = true;
    append('item-', 100);
    await until(() => quick.seen.length === 100, soon);
    expect(slow.seen).toEqual([]);
    release();
    await until(() => slow.seen.length === 100, soon);
    expect(slow.seen).toEqual(quick.seen);
    await isShared();
    log.append('item-last');
    await until(() => slow.seen.at(-1) === 'item-last', soon);
    await Promise.all([slow, quick].map(({ subscription }) => subscription.stop()));
  });

  it('gives no room to what others follow, however much of it comes', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let isHeld = false;
    const record = follow('record-', {}, async () => (isHeld ? held : undefined));
    const item = follow('item-');
    await Promise.all([record.level(), item.level()]);
    await isShared();
    isHeld = true;
    append('record-', 2);
    append('item-', 100);
    await until(() => item.seen.length === 100, soon);
    release();
    await until(() => record.seen.length === 2, soon);
    expect(log.openSubscriptions).toBe(1);
    await Promise.all([record, item].map(({ subscription }) => subscription.stop()));
  });

  it('ends one whose handler fails for good, with what it threw, and no other', async () => {
    const failing = follow('item-', {}, async () => {
      if (log.events.length > 0) throw new Error('cannot be projected');
    });
    const other = follow('item-');
    await Promise.all([failing.level(), other.level()]);
    log.append('item-1');
    await expect(failing.subscription.done).rejects.toThrow('cannot be projected');
    await until(() => other.seen.length === 1, soon);
    await other.subscription.stop();
    await expect(other.subscription.done).resolves.toBeUndefined();
  });

  it('ends all when the store refuses for good, and begins anew when asked again', async () => {
    const all = [follow('item-'), follow('record-')];
    await Promise.all(all.map(({ level }) => level()));
    log.refusal = defect('TEST.REFUSED', 'No');
    log.breakConnections();
    for (const { subscription } of all)
      await expect(subscription.done).rejects.toMatchObject({ code: 'TEST.REFUSED' });
    await expect(follow('item-').subscription.done).rejects.toMatchObject({ code: 'TEST.REFUSED' });
    log.refusal = undefined;
    const again = follow('item-');
    await again.level();
    await again.subscription.stop();
  });

  it('leaves alone who follows streams that are not shared', async () => {
    const other = follow('person-');
    await other.level();
    log.append('person-1');
    await until(() => other.seen.length === 1, soon);
    await other.subscription.stop();
  });
});
