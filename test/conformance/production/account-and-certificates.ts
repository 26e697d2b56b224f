import type { EventStore } from '#event-store';
import { isThroughlineError, projectPath } from '#platform';
import { setTimeout as pause } from 'node:timers/promises';
import { isSecure, userOf, withAuthority, withPassword } from './address.js';
import type { ProductionQuestion, Target } from './question.js';

const AT_ONCE_MS = 10_000;
/** A certificate whose key was thrown away: it signed nothing. */
const UNKNOWN_AUTHORITY = projectPath('test/conformance/production/unknown-authority.pem');

const noTls = ({ url }: Target) => (isSecure(url) ? undefined : 'the address says tls=false');

export const ACCOUNT_AND_CERTIFICATES: readonly ProductionQuestion[] = [
  {
    name: 'the account is let in; with a wrong password every call is refused at once, with a remedy',
    whyNot: (target) => noTls(target) ?? (userOf(target.url) ? undefined : 'the address names no account'),
    ask: async (target) => [
      ...(await letIn(target)),
      ...(await refused(target, withPassword(target.url, `not-${target.run}`), 'EVENT_STORE.ACCESS_DENIED')),
    ],
  },
  {
    name: 'a certificate of an unknown authority is refused at once, in one sentence',
    whyNot: noTls,
    ask: (target) => refused(target, withAuthority(target.url, UNKNOWN_AUTHORITY), 'EVENT_STORE.UNTRUSTED'),
  },
];

async function letIn(target: Target): Promise<string[]> {
  const { message } = await failureOf(target.connect().headPosition());
  return message === undefined ? [] : [`The right account was refused: ${message}`];
}

async function refused(target: Target, url: string, code: string): Promise<string[]> {
  const store = target.connect(url);
  const faults = await Promise.all(
    Object.entries(waysIn(store, target)).map(async ([way, work]) => {
      const failure = await failureOf(work);
      if (failure.code !== code)
        return [`${way} was answered with ${failure.code ?? 'success'}, not ${code}.`];
      return failure.ms > AT_ONCE_MS ? [`${way} was refused only after ${failure.ms} ms.`] : [];
    }),
  );
  return faults.flat();
}

const waysIn = (store: EventStore, target: Target): Record<string, Promise<unknown>> => ({
  'A read': store.headPosition(),
  'An append': store.append(`${target.prefix('refused')}1`, 'any', []),
  'A subscription': Promise.race([
    store.subscribe({ prefixes: [target.prefix('refused')] }, async () => undefined).done,
    pause(target.patienceMs, undefined, { ref: false }),
  ]),
});

interface Failure {
  readonly code?: string;
  readonly message?: string;
  readonly ms: number;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const begun = Date.now();
  try {
    await work;
    return { ms: Date.now() - begun };
  } catch (error) {
    const { code, message } = isThroughlineError(error)
      ? error
      : { code: 'an unknown error', message: String(error) };
    return { code, message, ms: Date.now() - begun };
  }
}
