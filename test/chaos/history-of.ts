import { connectEventStore } from '#event-store';
import { readHistory, type StoredHistory } from './services/checks/stored-history.js';

/** What the event store at this address holds, behind every read model. */
export async function historyOf(eventStoreUrl: string): Promise<StoredHistory> {
  const store = connectEventStore({ url: eventStoreUrl });
  try {
    return await readHistory(store);
  } finally {
    await store.close();
  }
}
