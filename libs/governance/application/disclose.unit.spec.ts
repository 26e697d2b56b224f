import { isThroughlineError, type AgencyId, type RecipientId, type StaffId, type Uuid } from '#platform';
import type { Append, AppendOutcome, EventStore } from '#event-store';
import { createDisclose, disclosureStream, type DisclosureRequest } from './disclose.js';

const request: DisclosureRequest = {
  id: '0000000f-0000-4000-8000-000000000000' as Uuid,
  at: new Date('2026-11-23T23:30:00Z'),
  discloser: {
    staff: 'staff-1' as StaffId,
    role: 'ANALYST',
    agency: 'urn:agency:la:873' as AgencyId,
    recipient: 'urn:agency:la:873/mash' as RecipientId,
    purpose: 'SCREENING',
    reference: 'C-2MX9',
  },
  page: 'TIMELINE',
  items: [],
  ruleset: '2026-11.1',
};

type AppendTo = EventStore['append'];
const storeThat = (append: AppendTo): EventStore => ({ append }) as Partial<EventStore> as EventStore;
const codeOf = async (work: Promise<void>) =>
  work.then(
    () => undefined,
    (error: unknown) => isThroughlineError(error) && error.code,
  );

describe('Recording a view', () => {
  it('names the day and one of four shards, and nobody', () => {
    expect(disclosureStream(request)).toBe('disclosure-2026-11-23-3');
  });

  it('appends who, what for and what, whatever else is in the stream', async () => {
    const appended: Append[] = [];
    const store = storeThat(async (stream, expected, events) => {
      appended.push({ stream, expected, events });
      return { ok: true, revision: 0n, position: 0n };
    });
    await createDisclose(store)(request);
    expect(appended).toMatchObject([
      {
        expected: 'any',
        events: [{ type: 'Disclosed', data: { viewer: 'staff-1', purpose: 'SCREENING', page: 'TIMELINE' } }],
      },
    ]);
  });

  it('fails when the store does not answer', async () => {
    const store = storeThat(() => Promise.reject(new Error('gone')));
    expect(await codeOf(createDisclose(store)(request))).toBe('DISCLOSURE.NOT_RECORDED');
  });

  it('fails when the store refuses', async () => {
    const refused: AppendOutcome = { ok: false, reason: 'TOO_LARGE' };
    expect(await codeOf(createDisclose(storeThat(async () => refused))(request))).toBe(
      'DISCLOSURE.NOT_RECORDED',
    );
  });
});
