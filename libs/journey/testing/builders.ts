import { agreementIdOf, derivedUuid, itemIdOf, recordIdOf, type AgencyId, type RecipientId } from '#platform';
import type { StoredEvent } from '#event-store';
import type { Decision } from '#sharing';
import type {
  ContentAsked,
  ContentGiven,
  ItemContent,
  ItemEvent,
  ItemShared,
  ItemWithheld,
  RejectionEvent,
  SourceEventRejected,
} from '../domain/item-events.js';
import type { ParkingEvent, SourceEventParked } from '../domain/parking-events.js';

export const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
export const MASH = 'urn:agency:la:873/mash' as RecipientId;

/** A permit on an agreement for the front door; override what the case is about. */
export const aDecision = (overrides: Partial<Decision> = {}): Decision => ({
  outcome: 'PERMIT',
  row: 'D6',
  modifiers: [],
  standsOn: [],
  reasons: [],
  alsoMatches: [],
  redact: [],
  recipient: MASH,
  purpose: 'SCREENING',
  ruleset: 'test',
  decidedAt: '2026-06-01T10:00:00.000Z',
  ...overrides,
});

export const someContent = (overrides: Partial<ItemContent> = {}): ItemContent => ({
  type: 'health.was-not-brought.v1',
  sector: 'health',
  occurredAt: '2026-05-30T09:00:00.000Z',
  recordedAt: '2026-05-31T09:00:00.000Z',
  statementType: 'FACT',
  facts: {
    sector: 'health',
    kind: 'health.was-not-brought',
    sensitivity: 'H',
    restricted: [],
    sharing: { purpose: 'SCREENING', authority: 'public task', existenceMayBeTold: true },
    people: [{ record: recordIdOf(HEALTH, 'H-1'), role: 'child', party: 'SUBJECT', bornIn: '2019-04' }],
  },
  sealed: { k: 'key/H', c: 'sealed' },
  sealedClass: 'H',
  ...overrides,
});

const originOf = (sourceEventId: string) => ({
  item: itemIdOf(HEALTH, sourceEventId),
  agency: HEALTH,
  sourceEventId,
  source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '7' },
  receivedAt: '2026-06-01T10:00:00.000Z',
});

export const itemShared = (sourceEventId: string, overrides: Partial<ItemShared> = {}): ItemEvent => ({
  type: 'ItemShared',
  data: { ...originOf(sourceEventId), content: someContent(), decisions: [aDecision()], ...overrides },
});

export const itemWithheld = (sourceEventId: string, overrides: Partial<ItemWithheld> = {}): ItemEvent => ({
  type: 'ItemWithheld',
  data: {
    ...originOf(sourceEventId),
    existenceMayBeTold: true,
    kind: 'health.was-not-brought',
    records: [recordIdOf(HEALTH, 'H-1')],
    decisions: [aDecision({ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.NOT_ASKED'] })],
    ...overrides,
  },
});

export const AGREEMENT = agreementIdOf(HEALTH, 'A-1');

export const itemReleased = (sourceEventId: string): ItemEvent => {
  const { data } = itemShared(sourceEventId, { decisions: [aDecision({ standsOn: [AGREEMENT] })] });
  return { type: 'ItemReleased', data: { ...data, because: { agreement: AGREEMENT } } } as ItemEvent;
};

export const itemCeased = (sourceEventId: string): ItemEvent => ({
  type: 'ItemCeased',
  data: {
    item: itemIdOf(HEALTH, sourceEventId),
    agency: HEALTH,
    decisions: [aDecision({ outcome: 'DENY', row: 'D9', reasons: ['AGREEMENT.WITHDRAWN'] })],
    because: { agreement: AGREEMENT },
    ceasedAt: '2026-06-02T10:00:00.000Z',
  },
});

/** The feed no longer has what the item says. */
export const contentAsked = (sourceEventId: string, overrides: Partial<ContentAsked> = {}): ItemEvent => {
  const { item, agency, source } = originOf(sourceEventId);
  const origin = { item, agency, sourceEventId, source };
  const cause = derivedUuid(AGREEMENT, 'given');
  return {
    type: 'ContentAsked',
    data: { ...origin, askedAt: '2026-07-02T10:00:00.000Z', cause, ...overrides },
  };
};

/** Published again, at another place of the feed. */
export const contentGiven = (sourceEventId: string, overrides: Partial<ContentGiven> = {}): ItemEvent => {
  const { item, agency, source } = originOf(sourceEventId);
  const origin = { item, agency, sourceEventId };
  const given = { source: { ...source, offset: '1007' }, givenAt: '2026-07-03T10:00:00.000Z' };
  return { type: 'ContentGiven', data: { ...origin, ...given, ...overrides } };
};

/** Decided again: these are left. */
export const itemDecidedAgain = (sourceEventId: string, decisions: readonly Decision[]): ItemEvent => ({
  type: 'ItemDecidedAgain',
  data: {
    ...{ item: itemIdOf(HEALTH, sourceEventId), agency: HEALTH, decisions },
    ...{ because: { agreement: AGREEMENT }, decidedAt: '2026-06-02T09:00:00.000Z' },
  },
});

/** Of the message at this offset of the agency's topic. */
export const sourceEventRejected = (
  offset: number,
  overrides: Partial<SourceEventRejected> = {},
): RejectionEvent => ({
  type: 'SourceEventRejected',
  data: {
    agency: HEALTH,
    source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: String(offset) },
    receivedAt: '2026-06-01T11:00:00.000Z',
    reasons: [{ code: 'SCHEMA.MISSING', path: '/data/details' }],
    attempt: 1,
    ...overrides,
  },
});

const placeOf = (offset: number) => {
  const source = { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: String(offset) };
  return { source, parking: derivedUuid(source.topic, String(source.partition), source.offset) };
};

/** The message at this offset of the agency's topic waits. */
export const sourceEventParked = (
  offset: number,
  overrides: Partial<SourceEventParked> = {},
): ParkingEvent => {
  const { source, parking } = placeOf(offset);
  const parked: SourceEventParked = {
    ...{ parking, source, agency: HEALTH, sourceEventId: `E-${offset}`, family: parking, version: '1.0.0' },
    receivedAt: '2026-06-01T11:00:00.000Z',
    parkedAt: '2026-06-01T11:00:01.000Z',
    records: [recordIdOf(HEALTH, 'H-1')],
    code: 'VAULT.WRONG_KEY',
    ...overrides,
  };
  return { type: 'SourceEventParked', data: parked };
};

export const sourceEventUnparked = (offset: number, how: 'TAKEN' | 'REJECTED'): ParkingEvent => ({
  type: 'SourceEventUnparked',
  data: { parking: placeOf(offset).parking, agency: HEALTH, how },
});

export const parkingTried = (offset: number, attempt: number): ParkingEvent => ({
  type: 'ParkingTried',
  data: {
    ...{ parking: placeOf(offset).parking, agency: HEALTH, attempt, code: 'UNKNOWN.FAULT', version: '1.0.0' },
    triedAt: `2026-06-01T11:0${attempt}:00.000Z`,
    nextTryAt: `2026-06-01T11:1${attempt}:00.000Z`,
  },
});

/** The stream that an event belongs to. */
export const streamOf = (event: ItemEvent | RejectionEvent | ParkingEvent): string => {
  switch (event.type) {
    case 'ParkingRetryAsked':
      return 'parking-retry';
    case 'SourceEventParked':
    case 'ParkingTried':
    case 'SourceEventUnparked':
      return `parking-${event.data.parking}`;
    case 'SourceEventRejected':
      return `rejection-${placeOf(Number(event.data.source.offset)).parking}`;
    default:
      return `item-${event.data.item}`;
  }
};

/** The event as the store hands it over, at a revision of its item's stream. */
export const storedItemEvent = (event: ItemEvent, revision = 0n): StoredEvent => ({
  id: derivedUuid(event.data.item, String(revision)),
  type: event.type,
  data: event.data,
  metadata: { schemaVersion: 1 },
  stream: `item-${event.data.item}`,
  revision,
  position: 100n + revision,
  createdAt: new Date('2026-06-01T10:00:01.000Z'),
});
