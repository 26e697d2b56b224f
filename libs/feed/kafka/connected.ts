import type { Admin } from 'kafkajs';
import { unavailable } from '#platform';
import { reasonOf } from './reason-of.js';

/** The first use of an admin client, which stays connected where it succeeds. Throws `FEED.UNAVAILABLE`. */
export async function connected<T>(admin: Admin, use: () => Promise<T>): Promise<T> {
  try {
    await admin.connect().catch((error: unknown) => {
      const reason = reasonOf(error);
      throw unavailable(
        'FEED.UNAVAILABLE',
        `Kafka cannot be reached${reason ? ` (${reason})` : ''}: do the brokers of KAFKA_BROKERS run, and may this account sign in?`,
        error,
      );
    });
    return await use();
  } catch (error) {
    await admin.disconnect();
    throw error;
  }
}
