import { VIEWS } from '#runtime';

export interface WatchedView {
  readonly projection: Pick<(typeof VIEWS)[number], 'name' | 'streams'>;
  readonly words: string;
}

const WORDS: Readonly<Record<string, string>> = {
  families: 'People and families',
  timeline: 'Timelines',
  receipts: 'Receipts for publishers',
  parking: 'Parked families',
  agreements: 'Agreements to share',
  overrides: 'Overrides of a refusal',
  disclosures: 'Who has looked',
  owing: 'Records owed',
  emergency: 'Emergency views',
  reviews: 'Answers to reviews',
  rhythm: 'When agencies were heard',
  considered: 'Decisions over time',
  samples: 'Sample checks',
  connections: 'Declared connections',
};

/** Every view of the hub, as those who run it know it. */
export const WATCHED_VIEWS: readonly WatchedView[] = VIEWS.map((projection) => ({
  projection,
  words: WORDS[projection.name] ?? projection.name,
}));
