import { findReason } from '#contracts';

interface FaultText {
  readonly title: string;
  readonly remedy: string;
}

const LOG =
  'Look in the log of intake for this code at the time of the last try, mend the cause and try again.';

/** Faults of the hub itself: the catalogue of reasons speaks to publishers, who cannot mend these. */
const OWN: Readonly<Record<string, FaultText>> = {
  'VAULT.WRONG_KEY': {
    title: 'A key of the vault cannot be opened with the key-encryption key.',
    remedy: 'Put back the key file that belongs to this database, then try again.',
  },
  'VAULT.TAMPERED': {
    title: 'A sealed value is not what was sealed.',
    remedy: 'Restore the database from a copy made before it changed, then try again.',
  },
  'INTAKE.BEHIND_PARKED': {
    title: 'It waits behind an earlier event of the same family.',
    remedy: 'It is taken in its turn. Try the first in line again.',
  },
  'INTAKE.DEFECT': { title: 'The hub met a fault of its own.', remedy: LOG },
};

/** What stopped an event, in words for those who run the hub. */
export function faultWords(code: string): FaultText {
  const reason = findReason(code);
  return (
    OWN[code] ?? {
      title: reason?.sentence ?? 'The hub met a fault of its own.',
      remedy: reason?.remedy ?? LOG,
    }
  );
}
