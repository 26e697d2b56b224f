import { agenciesLackingTopic } from '#feed';
import { isThroughlineError, unavailable, type AgencyId } from '#platform';

/** What one part of the screen asked for, or why it is not known: each fails alone. */
export type Asked<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      readonly why: string;
      /** Agencies whose topic Kafka lacks, where that is why. */
      readonly lacking?: readonly AgencyId[];
    };

/** A part that takes longer is not known, so that one slow engine does not hold the whole screen back. */
const PATIENCE_MS = 5_000;

export async function asked<T>(
  ask: () => Promise<T>,
  onFault: (code: string) => void,
  patienceMs = PATIENCE_MS,
): Promise<Asked<T>> {
  try {
    return { known: true, value: await within(patienceMs, ask()) };
  } catch (error) {
    const code = codeOf(error);
    onFault(code);
    const lacking = agenciesLackingTopic(error);
    return { known: false, why: code, ...(lacking.length === 0 ? {} : { lacking }) };
  }
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable('OPERATIONS.TOO_SLOW', 'No answer in time')), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Never the message, which may quote a value. */
function codeOf(error: unknown): string {
  if (isThroughlineError(error)) return error.code;
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'OPERATIONS.NOT_READ';
}
