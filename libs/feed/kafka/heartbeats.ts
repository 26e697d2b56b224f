const BEAT_EVERY_MS = 1_000;

/**
 * Keeps the group from taking a member for dead while it works. A refused heartbeat (the group is being shared out anew)
 * is left to the commit that follows, which still counts until the member joins again.
 */
export async function beatWhile<T>(work: Promise<T>, beat: () => Promise<void>): Promise<T> {
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_EVERY_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
