import { createConnectionsReader, type ConnectionsReader } from '#access';
import type { WorkbenchDeps } from '../deps.js';
import { createPeopleReader, type PeopleReader } from '#identity';
import { createTimelineReader, type TimelineReader } from '#journey';
import {
  createAgreementsReader,
  createDisclose,
  createEmergencyReader,
  createOverridesReader,
  createOwingReader,
  createPersonAudit,
  createReviewReader,
  type AgreementsReader,
  type Disclose,
  type EmergencyReader,
  type OverridesReader,
  type OwingReader,
  type PersonAudit,
  type ReviewReader,
} from '#governance';
import type { Vault } from '#vault';

export const READERS = Symbol('Readers');

/** Read models and the one thing that is written when somebody looks. */
export interface Readers {
  readonly timeline: TimelineReader;
  readonly people: PeopleReader;
  /** Of whom governance may know. */
  readonly audited: PersonAudit;
  readonly agreements: AgreementsReader;
  readonly overrides: OverridesReader;
  readonly owing: OwingReader;
  readonly emergencies: EmergencyReader;
  readonly reviews: ReviewReader;
  readonly connections: ConnectionsReader;
  readonly disclose: Disclose;
  readonly vault: Pick<Vault, 'areErased'>;
}

export const createReaders = ({ pool, store, vault }: WorkbenchDeps): Readers => ({
  vault,
  timeline: createTimelineReader(pool),
  people: createPeopleReader(pool),
  audited: createPersonAudit(pool),
  agreements: createAgreementsReader(pool),
  overrides: createOverridesReader(pool),
  owing: createOwingReader(pool),
  emergencies: createEmergencyReader(pool),
  reviews: createReviewReader(pool),
  connections: createConnectionsReader(pool),
  disclose: createDisclose(store),
});
