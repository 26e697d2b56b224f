import type { ProvenDay } from '#governance';
import { dateWords } from '../../frame/dates.js';

export interface Checked {
  days: number;
  looks: number;
  last?: ProvenDay;
  /** The day of which a digest was kept. */
  asked?: ProvenDay;
}

interface Kept {
  readonly day: string;
  readonly head: string;
}

const DIGEST = /^[0-9a-f]{64}$/;

/** What the event store gives now, and whether it is what somebody kept. */
export function proofPage(kept: Kept, checked: Checked | undefined) {
  const isKept = kept.day !== '' || kept.head !== '';
  const errors = checked && isKept ? faultsOf(kept) : [];
  return {
    title: 'Proof of the looks',
    section: 'Oversight',
    failed: errors.length > 0,
    ...{
      errors,
      kept,
      faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
    },
    found: checked && foundOf(checked),
    example: { day: checked?.last?.day ?? '2026-11-25', head: checked?.last?.head ?? 'DIGEST' },
    isEmpty: checked !== undefined && checked.last === undefined,
    result: checked && isKept && errors.length === 0 ? resultOf(kept, checked) : undefined,
  };
}

const faultsOf = ({ day, head }: Kept) => [
  ...(/^\d{4}-\d\d-\d\d$/.test(day)
    ? []
    : [{ text: 'Enter the day of the digest that you kept.', href: '#day' }]),
  ...(DIGEST.test(head)
    ? []
    : [{ text: 'Enter the digest that you kept: 64 letters and digits.', href: '#head' }]),
];

const foundOf = ({ days, looks, last }: Checked) =>
  last && { days, looks, day: dateWords(new Date(`${last.day}T12:00:00Z`)), iso: last.day, head: last.head };

function resultOf({ head }: Kept, { asked }: Checked) {
  if (asked?.head === head)
    return {
      tag: { text: 'Verified', classes: 'govuk-tag--green' },
      words:
        'Every look up to the end of that day is as it was when you kept the digest, in the same order, and none is gone or new.',
    };
  return {
    tag: { text: 'Does not match', classes: 'govuk-tag--red' },
    words: asked
      ? 'Looks up to the end of that day were changed, removed or put in since, or the digest is of another day. Keep both digests, download the proof, and tell the data protection officer.'
      : 'There is no such day among the looks now. Check the day. If it is right, looks were removed: tell the data protection officer.',
  };
}
