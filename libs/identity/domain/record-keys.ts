import type { Subject } from '#contracts';
import type { AgencyId } from '#platform';
import type { Demographics, MatchKeys } from './events.js';
import { isDate } from './is-date.js';
import { householdOf } from './normalise-address.js';
import { verifiedNumbersOf } from './normalise-identifiers.js';
import { namePairsOf } from './normalise-name.js';

/** Keyed digest, for example `Vault.digest`. */
export type Digest = (...parts: readonly string[]) => string;

/**
 * What a record is matched by: one digest for each verified number with the date of birth and one of the person's
 * names. Number, date and name must all agree, so that neither twins nor a mistyped number make one person of two.
 */
export function recordKeys(subject: Subject, agency: AgencyId, digest: Digest): MatchKeys {
  const born = subject.dateOfBirth;
  if (born === undefined || !isDate(born)) return { identity: [] };
  const pairs = (subject.names ?? []).flatMap(namePairsOf);
  const keys = verifiedNumbersOf(subject.identifiers, agency).flatMap(([scheme, number]) =>
    pairs.map(([given, family]) => digest('identity', scheme, number, born, given, family)),
  );
  return { identity: [...new Set(keys)].sort() };
}

export function demographicsOf(subject: Subject, digest: Digest): Demographics {
  const { localId, identifiers = {}, names = [], dateOfBirth, sex, address } = subject;
  const household = householdOf(address);
  return {
    localId,
    identifiers,
    names,
    ...(dateOfBirth !== undefined && { dateOfBirth }),
    ...(sex !== undefined && { sex }),
    ...(address !== undefined && { address }),
    ...(household && { household: digest('household', ...household) }),
    recordClass: 'P',
  };
}
