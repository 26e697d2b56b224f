import type { Admin } from 'kafkajs';
import { unavailable } from '#platform';
import { kafkaClient, type KafkaSettings } from './client.js';
import { reasonOf } from './reason-of.js';

/** One use of an admin client. Throws `FEED.UNAVAILABLE` with this sentence and the broker's own name of the reason. */
export async function withAdmin<T>(
  settings: KafkaSettings,
  complaint: string,
  use: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = kafkaClient(settings).admin();
  try {
    await admin.connect();
    return await use(admin);
  } catch (error) {
    const reason = reasonOf(error);
    throw unavailable('FEED.UNAVAILABLE', reason ? `${complaint}: ${reason}` : complaint, error);
  } finally {
    await admin.disconnect();
  }
}
