import type { SourceEvent } from '#contracts';
import { agreementIdOf, derivedUuid } from '#platform';
import { AgreementBook } from '../memory/agreement-book.js';
import { agreementEvent, COMMUNITY_HEALTH } from '../testing/events.js';
import { decideNotice } from './decide-notice.js';

const ONE = 'ATS-00001';
const OTHER = 'ATS-00002';

const giving = (id: string, reference: string, more: object = {}): SourceEvent => {
  const event = agreementEvent(id, { reference });
  return { ...event, data: { ...event.data, details: { ...event.data.details, ...more } } };
};
const retracting = (id: string, retracts: string, recordedAt = '2026-10-01T09:00:00Z'): SourceEvent => {
  const event = agreementEvent(id);
  return { ...event, data: { ...event.data, details: {}, retracts, recordedAt } };
};

/** The agreements after these notices, of which each has to be taken. */
function heldAfter(...events: readonly SourceEvent[]): AgreementBook {
  const held = new AgreementBook();
  for (const event of events) {
    const answer = decideNotice(event, { held, defaultMonths: 12, repeat: false });
    if (!answer?.ok) throw new Error(`${event.id} was not taken`);
    answer.events.forEach((each, at) => held.plan(derivedUuid(event.id, String(at)), each));
  }
  return held;
}
const statusOf = (held: AgreementBook, reference: string) =>
  held.find(agreementIdOf(COMMUNITY_HEALTH, reference))?.status;

describe('A giving that was stated by mistake and is taken back', () => {
  it('stands no more', () => {
    expect(statusOf(heldAfter(giving('A-1', ONE), retracting('R-1', 'A-1')), ONE)).toBe('WITHDRAWN');
  });

  it('stands no more though it is dated after its taking back was written down', () => {
    const held = heldAfter(giving('A-1', ONE), retracting('R-1', 'A-1', '2026-03-01T13:59:00Z'));
    expect(statusOf(held, ONE)).toBe('WITHDRAWN');
  });

  it('leaves what took its place', () => {
    const instead = giving('A-2', OTHER, { givenAt: '2026-06-01T09:00:00Z', replacesReference: ONE });
    const held = heldAfter(giving('A-1', ONE), instead, retracting('R-1', 'A-1'));
    expect([statusOf(held, ONE), statusOf(held, OTHER)]).toEqual(['SUPERSEDED', 'GIVEN']);
  });

  it('leaves what was given after it under the same reference', () => {
    const again = giving('A-2', ONE, { givenAt: '2026-06-01T09:00:00Z' });
    const held = heldAfter(giving('A-1', ONE), again, retracting('R-1', 'A-1'));
    expect(statusOf(held, ONE)).toBe('GIVEN');
    expect(statusOf(heldAfter(giving('A-1', ONE), again, retracting('R-2', 'A-2')), ONE)).toBe('WITHDRAWN');
  });
});
