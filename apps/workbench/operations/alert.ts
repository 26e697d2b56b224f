/** Something that needs a person: a phrase, the part of the screen it stands in, and what to do. */
export interface Alert {
  readonly text: string;
  readonly href: string;
  /** A heading of `docs/runbooks.md`. */
  readonly runbook?: Runbook;
}

export const RUNBOOKS = [
  'ThroughlineIntakeStands',
  'ThroughlineFeedLags',
  'ThroughlineEventsLate',
  'ThroughlineEventsOvertaken',
  'ThroughlineViewLags',
  'ThroughlineFamiliesParked',
  'ThroughlineItemsSetAside',
  'ThroughlineRejectsRise',
  'ThroughlineReceiptsLag',
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

/** `Everything is up to date.` or how many things need attention. */
export const attentionWords = (alerts: readonly Alert[]): string =>
  alerts.length === 0
    ? 'Everything is up to date.'
    : `${alerts.length} ${alerts.length === 1 ? 'thing needs' : 'things need'} attention:`;

/** Why a part is not known, as a sentence for its place on the screen. */
export const notKnown = (what: string, why: string): string =>
  `${what} not known at the moment (${why}). The rest of this page is not affected.`;
