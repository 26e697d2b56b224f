const OF_SYSTEM = /^E[A-Z_]+$/;

/** By the code of PostgreSQL. */
const SENTENCES: Readonly<Record<string, string>> = {
  '28000': 'PostgreSQL does not take the account of DATABASE_URL',
  '28P01': 'PostgreSQL does not take the account and password of DATABASE_URL',
  '3D000': 'There is no database of the name that DATABASE_URL gives',
  '3F000': 'The database that DATABASE_URL names holds nothing of a hub: is it the right one?',
  '42P01': 'The database that DATABASE_URL names holds nothing of a hub: is it the right one?',
  '53300': 'PostgreSQL has no connection left: end what is not needed, or raise max_connections',
  '57P03': 'PostgreSQL is starting or stopping: try again in a moment',
};

/**
 * What keeps the database from being used and what to look at, for whoever runs a program; undefined where it is something
 * else. Codes are of fixed lists; what stands in the address is not told.
 */
export function sentenceOfDatabase(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return undefined;
  if (OF_SYSTEM.test(code))
    return `The database that DATABASE_URL names cannot be reached (${code}): does it run, and is the address right?`;
  const sentence = SENTENCES[code];
  return sentence && `${sentence} (${code})`;
}
