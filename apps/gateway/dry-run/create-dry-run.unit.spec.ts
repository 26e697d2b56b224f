import { createAgencyRegistry, createDemoDirectory, type AgencyRegistry } from '#access';
import type { SourceEvent } from '#contracts';
import { catalogue, findPublishedContract } from '#contracts';
import type { DryRunResult } from '#journey';
import type { AgencyId } from '#platform';
import { currentRuleset } from '#sharing';
import { createDryRun } from './create-dry-run.js';

const HEALTH = 'urn:agency:ods:G7H8J' as AgencyId;
const NOW = new Date('2026-11-23T09:00:00Z');
const SECOND_RULES = new Date('2026-11-26T09:00:00Z');

const example = (type: string): SourceEvent => findPublishedContract(type)?.examples.valid[0] as SourceEvent;

describe('dry run', () => {
  let dryRun: (agency: AgencyId, event: unknown) => DryRunResult | undefined;
  let registry: AgencyRegistry;
  let dryRunOf: ReturnType<typeof createDryRun>;

  beforeAll(async () => {
    registry = createAgencyRegistry((await createDemoDirectory()).directory);
    dryRunOf = createDryRun({ registry, clock: () => NOW, rulesetAt: currentRuleset });
    dryRun = (agency, event) => dryRunOf(agency, [event])[0];
  });

  it('decides as if the agreement named stood, and says so', () => {
    const answer = dryRun(HEALTH, example('health.was-not-brought.v1'));
    expect(answer).toMatchObject({ state: 'would-be-shared' });
    expect(answer).toHaveProperty('assumes.0', expect.stringContaining('the agreement named stands'));
  });

  it('answers that an event without any basis would be withheld', () => {
    const event = example('health.was-not-brought.v1');
    const { purpose, authority, existenceMayBeTold } = event.data.sharing;
    const sharing = { purpose, authority, existenceMayBeTold };
    const answer = dryRun(HEALTH, { ...event, data: { ...event.data, sharing } });
    expect(answer).toMatchObject({ state: 'would-be-withheld' });
    expect(answer).toHaveProperty('assumes.0', expect.stringContaining('names none'));
  });

  it.each(catalogue().map(({ type }) => type))('takes the example of %s from its agency', (type) => {
    const event = example(type);
    expect(dryRun(event.source as AgencyId, event)?.state).toMatch(/^would-be-(shared|withheld|noted)$/);
  });

  it('takes a step down from social care too, whose sector the contract names, but not from a school', () => {
    const from = (source: string) =>
      dryRun(source as AgencyId, { ...example('early-help.stepped-down.v1'), source });
    expect(from('urn:agency:la:873')?.state).toBe('would-be-shared');
    expect(from('urn:agency:urn:199997')).toMatchObject({ reasons: [{ code: 'AUTH.SECTOR_NOT_ALLOWED' }] });
  });

  it('explains each reason why an event would be rejected, with its place', () => {
    const event = example('health.was-not-brought.v1');
    const bad = {
      ...event,
      data: { ...event.data, details: { ...event.data.details, twelveMonthCount: -1 } },
    };
    expect(dryRun(HEALTH, bad)).toMatchObject({
      state: 'would-be-rejected',
      reasons: [{ code: 'SCHEMA.OUT_OF_RANGE', path: '/data/details/twelveMonthCount' }],
    });
  });

  it.each([
    [
      'another agency’s event',
      { ...example('health.was-not-brought.v1'), source: 'urn:agency:ods:RZZ' },
      'AUTH.SOURCE_NOT_AGENCY',
    ],
    [
      'a sector not its own',
      { ...example('police.ppn-submitted.v1'), source: HEALTH },
      'AUTH.SECTOR_NOT_ALLOWED',
    ],
    ['no event at all', 7, 'DECODE.NOT_CLOUDEVENT'],
  ])('rejects %s', (_what, event, code) => {
    expect(dryRun(HEALTH, event)).toMatchObject({ state: 'would-be-rejected', reasons: [{ code }] });
  });

  it('answers by the facts that the event states, as intake does', () => {
    const danger = example('police.missing-started.v1');
    expect(danger.data.sharing.toDutyDesk).toBe(true);
    const rows = (event: SourceEvent) => {
      const answer = dryRun(event.source as AgencyId, event);
      return answer && 'decisions' in answer
        ? answer.decisions.map(({ outcome, row }) => row ?? outcome)
        : [];
    };
    const current = (event: SourceEvent): SourceEvent => {
      const { judgement, ...sharing } = event.data.sharing;
      if (!judgement) return event;
      const now = { ...judgement, madeAt: '2026-11-22T09:00:00Z', reviewBy: '2026-12-10T09:00:00Z' };
      return { ...event, data: { ...event.data, sharing: { ...sharing, judgement: now } } };
    };
    expect(rows(current(danger))).toEqual(['D2', 'DENY', 'DENY']);
    expect(rows(danger)).toEqual(['DENY', 'DENY', 'DENY']);
  });

  it('assumes of an agreement on a real choice that it was given in express words, and says so', () => {
    const event = example('voluntary.concern-raised.v1');
    const { purpose, authority, existenceMayBeTold } = event.data.sharing;
    const sharing = { purpose, authority, existenceMayBeTold, agreement: 'ATS-1', realChoice: true };
    const later = createDryRun({ registry, clock: () => SECOND_RULES, rulesetAt: currentRuleset });
    const [answer] = later(event.source as AgencyId, [{ ...event, data: { ...event.data, sharing } }]);
    expect(answer).toHaveProperty('decisions.0.row', 'D8');
    expect(answer).toHaveProperty('assumes.0', expect.stringContaining('in express words'));
  });

  it.each([
    ['minutes of MAPPA', { minutes: true }, 'OUTSIDE.MAPPA_MINUTES'],
    ['a detail of an adoption', { restricted: ['ADOPTION'] }, 'OUTSIDE.POINTER_ONLY'],
  ])('rejects %s with what to send instead', (_what, more, code) => {
    const event = example('health.was-not-brought.v1');
    const answer = dryRun(HEALTH, { ...event, data: { ...event.data, ...more } });
    expect(answer).toMatchObject({ state: 'would-be-rejected', reasons: [{ code }] });
    expect(answer).toHaveProperty('reasons.0.remedy', expect.stringMatching(/pointer/i));
  });

  it('notes an agreement without looking at any held', () => {
    const event = { ...example('agreement.given.v1'), source: HEALTH };
    expect(dryRun(HEALTH, event)).toMatchObject({ state: 'would-be-noted' });
  });

  describe('of several events', () => {
    const given = () => ({ ...example('agreement.given.v1'), source: HEALTH });
    const item = () => example('health.was-not-brought.v1');
    const about = (event: SourceEvent, reference: string): SourceEvent => {
      const { subjects, relationships } = item().data;
      const data = { ...event.data, subjects, relationships };
      const details = { ...event.data.details, agreementReference: reference };
      return { ...event, subject: item().subject, data: { ...data, details } };
    };
    const reference = () => item().data.sharing.agreement ?? '';
    const last = (...events: readonly SourceEvent[]) => dryRunOf(HEALTH, events).at(-1);

    it('decides an item on the agreement that an earlier one states, and not on one that was assumed', () => {
      expect(last(about(given(), reference()), item())).toMatchObject({ state: 'would-be-shared' });
      const narrow = about(given(), reference());
      const details = { ...narrow.data.details, purposes: ['CASEWORK'] };
      const answer = last({ ...narrow, data: { ...narrow.data, details } }, item());
      expect(answer).toMatchObject({ state: 'would-be-withheld' });
      expect(JSON.stringify(answer)).toContain('AGREEMENT.NOT_COVERED');
      expect(answer).toHaveProperty('assumes.0', expect.stringContaining('but those that the events before'));
    });

    it('rejects other content under an id of the same try, and takes a repeat', () => {
      expect(dryRunOf(HEALTH, [item(), item()]).map(({ state }) => state)).not.toContain('would-be-rejected');
      const other = { ...item(), time: '2026-01-05T09:00:00Z' };
      const states = dryRunOf(HEALTH, [{ ...item(), time: '2026-01-06T09:00:00Z' }, other]);
      expect(states[1]).toMatchObject({ reasons: [{ code: 'CONFLICT.SAME_ID_OTHER_CONTENT' }] });
    });

    it('keeps nothing from one try to the next', () => {
      const narrow = about(given(), reference());
      const details = { ...narrow.data.details, purposes: ['CASEWORK'] };
      dryRunOf(HEALTH, [{ ...narrow, data: { ...narrow.data, details } }]);
      expect(last(item())).toMatchObject({ state: 'would-be-shared' });
    });
  });
});
