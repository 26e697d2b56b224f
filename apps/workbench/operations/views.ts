import { connectionsProjection } from '#access';
import {
  consideredProjection,
  disclosuresProjection,
  emergencyProjection,
  owingProjection,
  reviewsProjection,
  rhythmProjection,
  samplesProjection,
} from '#governance';
import { createIdentityProjection } from '#identity';
import { parkingProjection, receiptsProjection, timelineProjection } from '#journey';
import type { Projection } from '#read-store';
import { agreementsProjection, overridesProjection } from '#sharing';
import type { Vault } from '#vault';

export interface WatchedView {
  readonly projection: Pick<Projection, 'name' | 'streams'>;
  readonly words: string;
}

/** Every view of the hub, as those who run it know it. */
export const viewsOf = (vault: Pick<Vault, 'open'>): readonly WatchedView[] => [
  { projection: createIdentityProjection(vault), words: 'People and families' },
  { projection: timelineProjection, words: 'Timelines' },
  { projection: receiptsProjection, words: 'Receipts for publishers' },
  { projection: parkingProjection, words: 'Parked families' },
  { projection: agreementsProjection, words: 'Agreements to share' },
  { projection: overridesProjection, words: 'Overrides of a refusal' },
  { projection: disclosuresProjection, words: 'Who has looked' },
  { projection: owingProjection, words: 'Records owed' },
  { projection: emergencyProjection, words: 'Emergency views' },
  { projection: reviewsProjection, words: 'Answers to reviews' },
  { projection: rhythmProjection, words: 'When agencies were heard' },
  { projection: consideredProjection, words: 'Decisions over time' },
  { projection: samplesProjection, words: 'Sample checks' },
  { projection: connectionsProjection, words: 'Declared connections' },
];
