import { lost } from './errors.js';

/**
 * Throws `EVENT_STORE.UNAVAILABLE` where the promise takes longer or the signal fires; what comes of it later is given
 * to `late`.
 */
export async function within<T>(
  { ms, signal }: { readonly ms: number; readonly signal?: AbortSignal | undefined },
  promise: Promise<T>,
  late?: (value: T) => void,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ms);
  const ends = signal ? AbortSignal.any([over.signal, signal]) : over.signal;
  const tooLong = new Promise<never>((_, reject) => {
    ends.addEventListener('abort', () => {
      reject(lost());
      promise.then(late, () => undefined);
    });
  });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
