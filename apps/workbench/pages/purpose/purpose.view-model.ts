import { ROLE_POLICIES, type SittingFault, type Viewer } from '#access';
import { PURPOSE_WORDS } from '../../frame/words.js';

const FAULTS: Readonly<Record<SittingFault, { readonly text: string; readonly href: string }>> = {
  NO_PURPOSE: { text: 'Select a purpose.', href: '#purpose' },
  NO_REFERENCE: {
    text: 'Enter a case reference with a number in it, for example C-2MX9.',
    href: '#reference',
  },
};

/** The page that asks what a sitting is for; the answers given are kept beside what is wrong with them. */
export function purposePage(
  viewer: Viewer,
  answers: { readonly purpose?: string | undefined; readonly reference?: string | undefined },
  faults: readonly SittingFault[],
) {
  return {
    title: 'What are you working on?',
    failed: faults.length > 0,
    role: ROLE_POLICIES[viewer.role].words,
    name: viewer.displayName,
    purposes: viewer.purposes.map((purpose) => ({
      value: purpose,
      text: PURPOSE_WORDS[purpose],
      checked: purpose === answers.purpose,
    })),
    reference: answers.reference ?? '',
    errors: faults.map((fault) => FAULTS[fault]),
    purposeError: faults.includes('NO_PURPOSE') ? FAULTS.NO_PURPOSE : undefined,
    referenceError: faults.includes('NO_REFERENCE') ? FAULTS.NO_REFERENCE : undefined,
  };
}
