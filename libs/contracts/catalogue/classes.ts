import type { RecordClass } from '#vault';

/** The sensitivity classes in words, and what each means for whoever may be shown an event of it. */
export const CLASS_WORDS: Readonly<
  Record<RecordClass, { readonly title: string; readonly sharing: string }>
> = {
  P: {
    title: 'Personal',
    sharing: 'Shared where a row of the decision table is met: by agreement, by duty, or in danger.',
  },
  H: {
    title: 'Health',
    sharing:
      'Special category data: the row that is met must also have a condition of Article 9, or the answer is no.',
  },
  S: {
    title: 'Safeguarding',
    sharing:
      'Handled as special category data: the row that is met must also have a condition of Article 9, or the answer is no.',
  },
  C: {
    title: 'Criminal',
    sharing:
      'Handled as special category data. As data about crime it also needs official authority or a condition of the law, where the rule set asks for it.',
  },
  R: {
    title: 'Restricted',
    sharing:
      'Invisible by default, even as a count or a gap. It is held for its custodian unless its restricted class says which row opens it.',
  },
};
