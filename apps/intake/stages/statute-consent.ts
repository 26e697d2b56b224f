import { kindOf, type SourceEvent, type StatedSharing } from '#contracts';

type Consent = NonNullable<StatedSharing['statuteConsent']>;

/** Kinds whose statute asks for consent, and the detail in which their contract has the answer. */
const BY_STATUTE: Readonly<Record<string, { readonly statute: string; readonly answer: string }>> = {
  'housing.duty-to-refer-received': { statute: 'Housing Act 1996, section 213B', answer: 'consentToRefer' },
};

/** Consent that a statute asks for: by the kind, or as stated; where both say something, both must say yes. */
export function statuteConsentOf(
  { type, data }: SourceEvent,
  stated: Consent | undefined,
): Consent | undefined {
  const asked = data.retracts === undefined ? BY_STATUTE[kindOf(type)] : undefined;
  if (asked === undefined) return stated;
  const given = data.details[asked.answer] === true && stated?.given !== false;
  return { statute: stated?.statute ?? asked.statute, given };
}
