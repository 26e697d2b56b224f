import type { Admin } from 'kafkajs';
import { unavailable } from '#platform';
import { kafkaClient, type KafkaSettings } from './client.js';

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

/** For example INVALID_REPLICATION_FACTOR or ECONNREFUSED: of a fixed list, so it quotes nothing. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, code, errors } = error as { type?: unknown; code?: unknown; errors?: readonly unknown[] };
  if (typeof type === 'string') return type;
  if (typeof code === 'string') return code;
  return reasonOf(errors?.[0]) ?? reasonOf(error.cause);
}
