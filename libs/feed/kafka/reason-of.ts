/** For example INVALID_REPLICATION_FACTOR or ECONNREFUSED: of a fixed list, so it quotes nothing. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { type, code, errors } = error as { type?: unknown; code?: unknown; errors?: readonly unknown[] };
  if (typeof type === 'string') return type;
  if (typeof code === 'string') return code;
  return reasonOf(errors?.[0]) ?? reasonOf(error.cause);
}
