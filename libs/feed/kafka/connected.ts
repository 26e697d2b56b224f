import type { Admin } from 'kafkajs';
import { unavailable } from '#platform';

/** The first use of an admin client, which stays connected where it succeeds. Throws `FEED.UNAVAILABLE`. */
export async function connected<T>(admin: Admin, use: () => Promise<T>): Promise<T> {
  try {
    await admin.connect().catch((error: unknown) => {
      throw unavailable('FEED.UNAVAILABLE', 'Kafka cannot be reached', error);
    });
    return await use();
  } catch (error) {
    await admin.disconnect();
    throw error;
  }
}
