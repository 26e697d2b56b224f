import type { Append } from '#event-store';
import type { ItemShared } from '#journey';
import { derivedUuid, itemIdOf, recordIdOf, type AgencyId, type RecipientId } from '#platform';
import type { Decision } from '#sharing';

const AGENCY = 'urn:agency:ods:G7H8J' as AgencyId;
const RECIPIENTS = [
  'urn:agency:la:873/mash',
  'urn:agency:other:NSEH/family-help',
  'urn:agency:la:873/family-support',
] as RecipientId[];

/** An item as intake stores it: three recipients decided for, two people, sealed details of about 300 bytes. */
export function itemAppend(number: number): Append {
  const item = itemIdOf(AGENCY, `bench-${number}`);
  const stream = `item-${item}`;
  const type = 'ItemShared';
  return {
    stream,
    expected: 'no-stream',
    events: [
      { id: derivedUuid(stream, type), type, data: itemShared(number), metadata: { schemaVersion: 1 } },
    ],
  };
}

function itemShared(number: number): ItemShared {
  const receivedAt = '2026-06-01T10:00:00.000Z';
  return {
    item: itemIdOf(AGENCY, `bench-${number}`),
    agency: AGENCY,
    sourceEventId: `bench-${number}`,
    source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: `${number}` },
    receivedAt,
    content: {
      type: 'health.was-not-brought.v1',
      sector: 'health',
      occurredAt: new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString(),
      recordedAt: receivedAt,
      statementType: 'FACT',
      facts: {
        sector: 'health',
        kind: 'health.was-not-brought',
        sensitivity: 'H',
        restricted: [],
        sharing: { purpose: 'SCREENING', authority: 'public task', existenceMayBeTold: true },
        people: [
          {
            record: recordIdOf(AGENCY, `C${number % 500}`),
            role: 'child',
            party: 'SUBJECT',
            bornIn: '2015-03',
          },
          { record: recordIdOf(AGENCY, `M${number % 500}`), role: 'mother', party: 'THIRD_PARTY' },
        ],
      },
      sealed: { k: `C${number % 500}/H`, c: 'x'.repeat(400) },
      sealedClass: 'H',
    },
    decisions: RECIPIENTS.map(decisionFor),
  };
}

const decisionFor = (recipient: RecipientId): Decision => ({
  outcome: 'PERMIT',
  row: 'D6',
  modifiers: ['M5'],
  bases: { article6: ['6(1)(e)'], article9: ['9(2)(h)+2'], confidentiality: 'consent', engagement: 'AGREED' },
  standsOn: [],
  reasons: [],
  alsoMatches: [],
  redact: [],
  recipient,
  purpose: 'SCREENING',
  ruleset: '2026-1',
  decidedAt: '2026-06-01T10:00:00.000Z',
});
