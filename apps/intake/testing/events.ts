import { readFileSync } from 'node:fs';
import type { SourceEvent, Subject } from '#contracts';
import type { NewFeedMessage } from '#feed';
import { projectPath, type AgencyId } from '#platform';

export const COMMUNITY_HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
export const EARLY_HELP = 'urn:agency:other:NSEH' as AgencyId;
export const POLICE = 'urn:agency:force:35' as AgencyId;

/** The plain example of a type. */
export const example = (type: string): SourceEvent =>
  JSON.parse(readFileSync(projectPath('contracts', 'examples', type, 'valid.json'), 'utf8')) as SourceEvent;

const missed = example('health.was-not-brought.v1');
const given = example('agreement.given.v1');
const withdrawn = example('agreement.withdrawn.v1');
const narrowed = example('agreement.narrowed.v1');
const refused = example('agreement.refused.v1');

/** An invented child; numbers from the range reserved for test. */
export const child = (localId: string, more: Partial<Subject> = {}): Subject => ({
  localId,
  role: 'child',
  onRecord: true,
  names: [{ given: 'Example', family: `Child-${localId}` }],
  dateOfBirth: '2017-05-04',
  ...more,
});

export interface ItemOptions {
  readonly source?: AgencyId;
  readonly subject?: Subject;
  readonly service?: string;
  readonly existenceMayBeTold?: boolean;
  readonly data?: Partial<SourceEvent['data']>;
}

/** An appointment missed, shared for screening under the agreement to share. */
export function itemEvent(id: string, options: ItemOptions = {}): SourceEvent {
  const { source = COMMUNITY_HEALTH, subject = child('C-1'), service = 'Audiology' } = options;
  return {
    ...missed,
    id,
    source,
    subject: subject.localId,
    data: {
      ...missed.data,
      subjects: [subject],
      relationships: [],
      details: { ...missed.data.details, service },
      sharing: { ...missed.data.sharing, existenceMayBeTold: options.existenceMayBeTold ?? true },
      ...options.data,
    },
  };
}

interface AgreementOptions {
  readonly source?: AgencyId;
  readonly subject?: Subject;
  readonly reference?: string;
}

/** A parent agrees that the county's teams may see health items. */
export function agreementEvent(id: string, options: AgreementOptions = {}): SourceEvent {
  const { source = COMMUNITY_HEALTH, subject = child('C-1'), reference = 'ATS-00001' } = options;
  return about(given, id, source, subject, {
    agreementReference: reference,
    givenAt: '2026-03-01T14:00:00Z',
    expiresAt: '2027-03-01',
  });
}

export function withdrawalEvent(id: string, options: AgreementOptions = {}): SourceEvent {
  const { source = COMMUNITY_HEALTH, subject = child('C-1'), reference = 'ATS-00001' } = options;
  return about(withdrawn, id, source, subject, {
    agreementReference: reference,
    withdrawnAt: '2026-11-01T09:00:00Z',
  });
}

/** Somebody is asked, and says no. */
export function refusalEvent(id: string, options: AgreementOptions = {}): SourceEvent {
  const { source = COMMUNITY_HEALTH, subject = child('C-1'), reference = 'ATS-00001' } = options;
  return about(refused, id, source, subject, {
    agreementReference: reference,
    refusedAt: '2026-11-01T09:00:00Z',
  });
}

/** Only what the county's front door may see of school items is left. */
export function narrowingEvent(id: string, options: AgreementOptions = {}): SourceEvent {
  const { source = COMMUNITY_HEALTH, subject = child('C-1'), reference = 'ATS-00001' } = options;
  return about(narrowed, id, source, subject, {
    ...{ agreementReference: reference, narrowedAt: '2026-11-01T09:00:00Z', byLocalId: 'P-1' },
    ...{ recipients: ['urn:agency:la:873/mash'], categories: ['school'], purposes: ['SCREENING'] },
    exclusions: [],
  });
}

function about(
  event: SourceEvent,
  id: string,
  source: AgencyId,
  subject: Subject,
  details: Readonly<Record<string, unknown>>,
): SourceEvent {
  const merged = { ...event.data.details, ...details };
  return {
    ...event,
    id,
    source,
    subject: subject.localId,
    data: { ...event.data, subjects: [subject], relationships: [], details: withoutGiver(merged) },
  };
}

function withoutGiver(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return 'givenBy' in details ? { ...details, givenBy: { name: 'Example Parent' } } : details;
}

export const messageOf = (event: SourceEvent, agency = event.source as AgencyId): NewFeedMessage => ({
  agency,
  key: event.subject,
  headers: { 'content-type': 'application/cloudevents+json', 'throughline-event-id': event.id },
  value: Buffer.from(JSON.stringify(event)),
});
