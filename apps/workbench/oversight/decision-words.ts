import { reasonOf, titleOf } from '#contracts';
import type { Bases, Decision, Modifier, Outcome, Row } from '#sharing';
import { MODIFIER_WORDS, OUTCOME_WORDS, ROW_WORDS } from '../frame/words.js';

const OUTCOME_CLASSES: Readonly<Record<Outcome, string>> = {
  PERMIT: 'govuk-tag--green',
  MUST_SHARE: 'govuk-tag--green',
  ADVISE: 'govuk-tag--grey',
  DENY: 'govuk-tag--red',
  HOLD: 'govuk-tag--yellow',
};

const ENGAGEMENT_WORDS: Readonly<Record<Bases['engagement'], string>> = {
  AGREED: 'The family agrees to receive help',
  NOT_AGREED: 'The family does not agree to receive help',
  NOT_ASKED: 'Not asked',
};

export const kindWords = ({ kind }: { readonly kind: string | undefined }): string =>
  kind ? titleOf(kind) : 'Kind may not be told';

/** The answer in a word and a colour; governance's own is apart, because it opens no content. */
export const outcomeTag = ({ outcome, apart }: Pick<Decision, 'outcome' | 'apart'>) =>
  apart
    ? { text: 'Audit only, no content', classes: 'govuk-tag--grey' }
    : { text: OUTCOME_WORDS[outcome], classes: OUTCOME_CLASSES[outcome] };

export const groundWords = ({
  row,
  modifiers,
}: {
  readonly row?: Row | undefined;
  readonly modifiers: readonly Modifier[];
}): string => (row ? `${row}: ${ROW_WORDS[row]}` : `Settled by ${modifiers.join(', ')}`);

export const modifierWords = (modifiers: readonly Modifier[]): string =>
  listed(modifiers.map((each) => `${each}: ${MODIFIER_WORDS[each]}`));

/** Three separate answers, never one. */
export const basesFields = (bases: Bases | undefined) => [
  field('UK GDPR Article 6', bases ? listed(bases.article6) : 'No basis'),
  field('Article 9 and Schedule 1', bases ? listed(bases.article9) : 'No condition'),
  field('Confidentiality', bases ? bases.confidentiality : 'No answer'),
  field('Engagement', bases ? ENGAGEMENT_WORDS[bases.engagement] : ENGAGEMENT_WORDS.NOT_ASKED),
];

/** Each reason as the published catalogue words it, with what can be done about it. */
export const reasonsInWords = (codes: readonly string[]) =>
  codes.map((code) => {
    const { sentence, remedy } = reasonOf(code);
    return { code, sentence, remedy };
  });

export const field = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
export const listed = (values: readonly string[]): string => (values.length > 0 ? values.join('; ') : 'None');
