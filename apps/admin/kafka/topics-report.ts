import type { TopicDifference, TopicSurvey } from '#feed/kafka';

/** What was made or would be, what was there, and what of that is not as it would be made today. */
export function topicsReport({ missing, there, differing }: TopicSurvey, dryRun: boolean): string {
  return [
    ...group(`${dryRun ? 'Would make' : 'Made'} ${counted(missing.length)}`, missing),
    ...group(`Were there: ${counted(there.length)}`, there),
    ...(differing.length === 0
      ? []
      : group('Not as asked for, and left as it is, because data may hang on it', differing.map(sentenceOf))),
  ].join('\n');
}

const counted = (count: number): string => (count === 1 ? '1 topic' : `${count} topics`);

const group = (title: string, lines: readonly string[]): readonly string[] => [
  title,
  ...lines.map((line) => `  ${line}`),
];

const sentenceOf = ({ topic, setting, is, wanted }: TopicDifference): string =>
  `${topic}: ${setting} is ${is}, asked for ${wanted}`;
