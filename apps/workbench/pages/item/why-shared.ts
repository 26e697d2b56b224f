import type { Bases, Decision, OwedRecord } from '#sharing';
import { dateWords } from '../../frame/dates.js';
import { ROW_WORDS } from '../../frame/words.js';

type Pair = readonly [label: string, value: string];

const ENGAGEMENT: Readonly<Record<Bases['engagement'], string>> = {
  AGREED: 'The family agreed to receive help',
  NOT_AGREED: 'The family did not agree to receive help',
  NOT_ASKED: 'Not recorded here',
};

/** The three separate answers of a decision, and what it stands on. They are never one "yes". */
export function whyShared({
  row,
  bases,
  standsOn,
  overrides = [],
  owes = [],
}: Pick<Decision, 'row' | 'bases' | 'standsOn' | 'overrides' | 'owes'>): readonly Pair[] {
  return [
    ['Row', row === undefined ? 'None' : `${ROW_WORDS[row]} (${row})`],
    ...(bases ? answers(bases) : []),
    [
      'Agreement to share',
      standsOn.length === 0 ? 'Does not rest on an agreement' : standsOn.map(agreementReference).join(', '),
    ],
    ...(overrides.length === 0
      ? []
      : [['Override of a refusal', overrides.map(overrideReference).join(', ')] as const]),
    ...owes.map(
      ({ record, by }) => [OWED[record], `By the end of ${dateWords(new Date(`${by}T12:00:00Z`))}`] as const,
    ),
  ];
}

const OWED: Readonly<Record<OwedRecord, string>> = {
  DANGER_RECORD: 'Record of the danger owed',
  OVERRIDE: 'Approval owed',
};

const answers = ({ article6, article9, confidentiality, engagement }: Bases): readonly Pair[] => [
  ['Data protection: Article 6', article6.length === 0 ? 'None stated' : article6.join(', ')],
  ['Data protection: Article 9 or Schedule 1', article9.length === 0 ? 'Not needed' : article9.join(', ')],
  ['Confidentiality', confidentiality],
  ['Engagement with help', ENGAGEMENT[engagement]],
];

/** Short and without meaning, for reading out. */
export const agreementReference = (agreement: string): string =>
  `A-${agreement.replaceAll('-', '').slice(0, 6).toUpperCase()}`;

/** What people call an override. */
export const overrideReference = (override: string): string =>
  `O-${override.replaceAll('-', '').slice(0, 6).toUpperCase()}`;
