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
import { defect } from '#platform';
import type { Projection } from '#read-store';
import { agreementsProjection, overridesProjection } from '#sharing';
import type { Vault } from '#vault';

/** Every view of the hub. The vault opens what agencies state of people, so that they can be found. */
export const projectionsOf = (vault: Pick<Vault, 'open'>): readonly Projection[] => [
  createIdentityProjection(vault),
  timelineProjection,
  receiptsProjection,
  parkingProjection,
  agreementsProjection,
  overridesProjection,
  disclosuresProjection,
  owingProjection,
  emergencyProjection,
  reviewsProjection,
  rhythmProjection,
  consideredProjection,
  samplesProjection,
  connectionsProjection,
];

/** The same as readers know them, who project nothing. */
export const VIEWS: readonly Pick<Projection, 'name' | 'version' | 'streams'>[] = projectionsOf({
  open: () => Promise.reject(defect('PROJECTION.ONLY_READ', 'Views are not projected where they are read')),
});

/** Every kind of stream that some view follows. */
export const prefixesOf = (projections: readonly Projection[]): readonly string[] => [
  ...new Set(projections.flatMap(({ streams }) => streams)),
];
