import type { Sealed, SealRequest, Vault } from '#vault';
import { defect, isThroughlineError } from '#platform';
import { isTransient } from '../faults.js';

/** Something that still lacks its sealed parts: what to seal, and how to finish with the envelopes in that order. */
export interface Sealing<T> {
  readonly requests: readonly SealRequest[];
  finish(sealed: readonly Sealed[]): T;
}

export const nothingToSeal = <T>(value: T): Sealing<T> => ({ requests: [], finish: () => value });

export const sealing = <T>(request: SealRequest, finish: (sealed: Sealed) => T): Sealing<T> => ({
  requests: [request],
  finish: ([sealed]) => finish(present(sealed)),
});

/** Several as one. */
export const together = <T>(parts: readonly Sealing<T>[]): Sealing<readonly T[]> => ({
  requests: parts.flatMap((part) => part.requests),
  finish: (sealed) => {
    let from = 0;
    return parts.map((part) => part.finish(sealed.slice(from, (from += part.requests.length))));
  },
});

export const mapSealing = <A, B>(part: Sealing<A>, change: (value: A) => B): Sealing<B> => ({
  requests: part.requests,
  finish: (sealed) => change(part.finish(sealed)),
});

export const both = <A, B, C>(
  one: Sealing<A>,
  other: Sealing<B>,
  finish: (one: A, other: B) => C,
): Sealing<C> => ({
  requests: [...one.requests, ...other.requests],
  finish: (sealed) =>
    finish(one.finish(sealed.slice(0, one.requests.length)), other.finish(sealed.slice(one.requests.length))),
});

/** One call to the vault, whatever the number of parts. */
export async function sealAll<T>(vault: Vault, parts: readonly Sealing<T>[]): Promise<readonly T[]> {
  const whole = together(parts);
  return whole.finish(whole.requests.length === 0 ? [] : await vault.seal(whole.requests));
}

/**
 * The same, where records may have been erased, or be at fault: undefined for what would be sealed under one of them.
 * `refused` is told which part meets a fault that is its own.
 */
export async function sealWhatLasts<T>(
  vault: Vault,
  parts: readonly Sealing<T>[],
  refused: (at: number, error: unknown) => void,
): Promise<readonly (T | undefined)[]> {
  try {
    return await sealAll(vault, parts);
  } catch (error) {
    if (isTransient(error)) throw error;
    return Promise.all(parts.map((part, at) => sealOne(vault, part, (fault) => refused(at, fault))));
  }
}

async function sealOne<T>(
  vault: Vault,
  part: Sealing<T>,
  refused: (error: unknown) => void,
): Promise<T | undefined> {
  try {
    return (await sealAll(vault, [part]))[0];
  } catch (error) {
    if (isTransient(error)) throw error;
    if (!isErased(error)) refused(error);
    return undefined;
  }
}

const isErased = (error: unknown): boolean => isThroughlineError(error, 'VAULT.ERASED_RECORD');

function present(sealed: Sealed | undefined): Sealed {
  if (!sealed) throw defect('INTAKE.NOT_SEALED', 'The vault gave fewer envelopes than it was asked for');
  return sealed;
}
