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
import { FAMILIES_VIEW } from '#identity';
import { parkingProjection, receiptsProjection, timelineProjection } from '#journey';
import type { View } from '#read-store';
import { agreementsProjection, overridesProjection } from '#sharing';

/** Every view, as this version of the hub reads it. */
export const VIEWS: readonly View[] = [
  FAMILIES_VIEW,
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
