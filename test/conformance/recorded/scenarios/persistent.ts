import { persistentSubscriptionToStreamSettingsFromDefaults, START } from '@eventstore/db-client';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../normalise.js';
import { scenario, type Asked, type Scenario } from '../scenario.js';

const GROUP = 'g';
const PATIENCE_MS = 3_000;

export const PERSISTENT: readonly Scenario[] = [
  scenario('a persistent subscription is created, read and deleted', async (store) => {
    const stream = await store.ten('ps1');
    const create = () =>
      store.answer(() =>
        store.client.createPersistentSubscriptionToStream(
          stream,
          GROUP,
          persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }),
        ),
      );
    const remove = (name: string) =>
      store.answer(() => store.client.deletePersistentSubscriptionToStream(name, GROUP));
    return {
      create: await create(),
      again: await create(),
      got: await consume(store, stream),
      missing: await remove(store.stream('nope')),
      delete: await remove(stream),
    };
  }),
];

async function consume(store: Asked, stream: string): Promise<Answer> {
  const got: Answer[] = [];
  const subscription = store.client.subscribeToPersistentSubscriptionToStream(stream, GROUP);
  subscription.on('data', (resolved) => {
    got.push(store.normaliser.value(resolved.event?.revision));
    void subscription.ack(resolved);
  });
  let failed = false;
  subscription.on('error', (error) => {
    failed = true;
    got.push(store.normaliser.error(error));
  });
  const end = Date.now() + PATIENCE_MS;
  while (!failed && got.length < 10 && Date.now() < end) await pause(10);
  await subscription.unsubscribe().catch(() => undefined);
  return got;
}
