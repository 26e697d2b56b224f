import { agreementIdOf, derivedUuid, itemIdOf, recordIdOf } from '#platform';
import { HEALTH, MASH } from '#journey/testing';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { agreementsProjection, type AgreementEvent } from '#sharing';
import { createConsentAudit } from './consent-audit.js';

const given = (reference: string, expiresAt: string, reviewAt?: string): AgreementEvent => ({
  type: 'AgreementGiven',
  data: {
    ...{ agreement: agreementIdOf(HEALTH, reference), reference, agency: HEALTH, authority: 'PR' },
    ...{ record: recordIdOf(HEALTH, 'H-1'), item: itemIdOf(HEALTH, reference), purposes: ['SCREENING'] },
    ...{ recipients: [MASH], categories: ['health'], exclusions: [], method: 'WRITTEN' },
    ...{ wordingVersion: '3', noticeVersion: '2', givenAt: '2026-06-01', expiresAt },
    ...(reviewAt && { reviewAt }),
    sealed: { k: 'k', c: 'c' },
  },
});

describe('Agreements that end soon or are past their review', () => {
  let engines: TestEngines;
  let run: ProjectionRun;
  beforeAll(async () => {
    engines = await startTestEngines();
    run = runProjection({ ...engines, projection: agreementsProjection, idleCheckMs: 50 });
  });
  afterAll(async () => {
    await run.stop();
    await engines.stop();
  });

  it('are told by the day in London, also where a moment is stated that is of another day in UTC', async () => {
    const events = [
      // A quarter past midnight of 1 July in London.
      given('ends-today', '2026-06-30T23:15:00Z'),
      given('ended-yesterday', '2026-06-30T22:45:00Z'),
      given('ends-on-the-last-day', '2026-07-31T22:45:00Z'),
      given('ends-the-day-after', '2026-07-31T23:15:00Z'),
      given('states-a-day', '2026-07-01'),
      given('due-for-review-today', '2027-01-01', '2026-06-30T23:15:00Z'),
      given('past-review', '2027-01-01', '2026-06-30T22:45:00Z'),
    ];
    let last = 0n;
    for (const event of events) {
      const stream = `agreement-${event.data.agreement}`;
      const stored = [{ ...event, id: derivedUuid(stream), metadata: { schemaVersion: 1 } }];
      const outcome = await engines.store.append(stream, 'no-stream', stored);
      if (!outcome.ok) throw new Error(outcome.reason);
      last = outcome.position;
    }
    await waitForProjection(engines.pool, 'agreements', last);
    const due = await createConsentAudit(engines.pool).due('2026-07-01', '2026-07-31');
    expect(due.map((each) => `${each.reference} ${each.due}`).sort()).toEqual([
      'ends-on-the-last-day EXPIRES',
      'ends-today EXPIRES',
      'past-review REVIEW',
      'states-a-day EXPIRES',
    ]);
  });
});
