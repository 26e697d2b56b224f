import type {
  AgreementGivenDetails,
  Judgement,
  JudgementKind,
  SourceEvent,
  StatedSharing,
  Subject,
} from '#contracts';
import type { AgencyId } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, example } from './events.js';

export const VOLUNTARY = 'urn:agency:other:NSYC' as AgencyId;
export const HOUSING = 'urn:agency:other:NSHO' as AgencyId;
export const YOUTH_JUSTICE = 'urn:agency:other:NSYJ' as AgencyId;

export interface Stated {
  readonly type?: string;
  readonly source?: AgencyId;
  readonly sharing?: Partial<StatedSharing>;
  readonly subject?: Partial<Subject>;
  readonly data?: Partial<SourceEvent['data']>;
}

/** The example of a type, about one invented child of its own, with no ground to share but what is stated. */
export function stating(id: string, { type, source, sharing, subject: more, data }: Stated): SourceEvent {
  const plain = example(type ?? 'health.was-not-brought.v1');
  const subject = child(`child-of-${id}`, more);
  return {
    ...plain,
    id,
    source: source ?? COMMUNITY_HEALTH,
    subject: subject.localId,
    data: {
      ...plain.data,
      subjects: [subject],
      relationships: [],
      sharing: { purpose: 'SCREENING', authority: 'CA2004_S11', existenceMayBeTold: true, ...sharing },
      ...data,
    },
  };
}

/** A parent of that child agrees to health, voluntary and housing items. Housing itself records no agreements. */
export function agreeing(
  id: string,
  { source = COMMUNITY_HEALTH, subject }: Stated,
  more: Partial<AgreementGivenDetails> = {},
): SourceEvent {
  const event = agreementEvent(`A-${id}`, {
    source: source === HOUSING ? COMMUNITY_HEALTH : source,
    subject: child(`child-of-${id}`, subject),
    reference: `ATS-${id}`,
  });
  const { details } = event.data;
  const terms = { ...details, categories: ['health', 'voluntary', 'housing'], ...more };
  return { ...event, data: { ...event.data, details: terms } };
}

export const judging = (kind: JudgementKind, more: Partial<Judgement> = {}): Judgement => ({
  kind,
  name: 'Example Practitioner',
  role: 'Named nurse',
  organisation: 'Example agency',
  reason: 'Marker-Reason',
  madeAt: '2026-11-20T09:00:00Z',
  reviewBy: '2026-12-10T09:00:00Z',
  limb: 'WOULD_PREJUDICE',
  ...more,
});
