import { createAgencyRegistry, createDemoDirectory } from '#access';
import { catalogue, findPublishedContract, type SourceEvent } from '#contracts';
import type { DryRun, DryRunResult } from '#journey';
import type { AgencyId } from '#platform';
import { currentRuleset, type Decision } from '#sharing';
import { agreementEvent, child, itemEvent, withdrawalEvent } from '../../intake/testing/events.js';
import { NOW, startIntakeEngines, type IntakeUnderTest } from '../../intake/testing/intake-harness.js';
import { createDryRun } from './create-dry-run.js';

interface Stored {
  readonly sourceEventId?: string;
  readonly decisions?: readonly Decision[];
  readonly reasons?: readonly { readonly code: string; readonly path?: string }[];
}

const STATES: Readonly<Record<string, string>> = {
  ItemShared: 'would-be-shared',
  ItemWithheld: 'would-be-withheld',
  AgreementNoticeTaken: 'would-be-noted',
  SourceEventRejected: 'would-be-rejected',
};

/** Current on the day of the specs. */
const JUDGEMENT: NonNullable<SourceEvent['data']['sharing']['judgement']> = {
  ...{ kind: 'SIGNIFICANT_HARM', name: 'Example Practitioner', role: 'Safeguarding lead' },
  ...{ organisation: 'Example agency', reason: 'Example reason.', limb: 'WOULD_PREJUDICE' },
  ...{ madeAt: '2026-11-20T15:00:00Z', reviewBy: '2026-12-10T15:00:00Z' },
};

/** Each kind's example, without the agreement that a real hub would have to hold; every other one stands on a judgement. */
const examples = (): readonly SourceEvent[] =>
  catalogue()
    .filter(({ type }) => !type.startsWith('agreement.'))
    .map(({ type }) => findPublishedContract(type)?.examples.valid[0] as SourceEvent)
    .map((event, at) => {
      const { purpose, authority, existenceMayBeTold, task } = event.data.sharing;
      const judgement = at % 2 === 0 ? {} : { judgement: JUDGEMENT };
      const sharing = { purpose, authority, existenceMayBeTold, ...(task ? { task } : {}), ...judgement };
      return { ...event, data: { ...event.data, sharing } };
    });

describe('A dry run and intake', () => {
  let hub: IntakeUnderTest;
  let dryRun: DryRun;
  beforeAll(async () => {
    hub = await startIntakeEngines();
    await hub.startIntake();
    const registry = createAgencyRegistry((await createDemoDirectory()).directory);
    dryRun = createDryRun({ registry, clock: () => NOW, rulesetAt: currentRuleset });
  });
  afterAll(() => hub.close());

  /** What intake stored of each, in the words of a dry run, by the publisher's id. */
  const decided = async (events: readonly SourceEvent[]) => {
    await hub.publish(...events);
    await hub.settled();
    const stored = [...(await hub.events('item-')), ...(await hub.events('rejection-'))];
    return new Map(
      stored.map(({ type, data }) => {
        const { sourceEventId = '', decisions = [], reasons = [] } = data as Stored;
        return [sourceEventId, { state: STATES[type], decisions: decisions.map(inShort), reasons }] as const;
      }),
    );
  };
  const inShort = ({ outcome, row, recipient, purpose, ruleset, reasons }: Decision) => ({
    ...{ outcome, row, recipient, purpose, ruleset, reasons },
  });
  const inWords = (result: DryRunResult) => ({
    state: result.state,
    decisions: ('decisions' in result ? result.decisions : []).map(
      ({ outcome, row, recipient, purpose, ruleset, reasons }) => ({
        ...{ outcome, row, recipient, purpose, ruleset },
        reasons: reasons.map(({ code }) => code),
      }),
    ),
    reasons: ('reasons' in result ? result.reasons : []).map(({ code, path }) => ({
      ...{ code, ...(path === undefined ? {} : { path }) },
    })),
  });
  /** One try for each agency, before intake has seen anything of it. */
  const rehearsedOf = (events: readonly SourceEvent[]) => {
    const agencies = [...new Set(events.map(({ source }) => source as AgencyId))];
    return agencies.flatMap((agency) => {
      const own = events.filter(({ source }) => source === agency);
      return dryRun(agency, own).map((result) => [result.id, inWords(result)] as const);
    });
  };

  it('say the same of every kind of event about people whom nobody knows: state, row, outcome and reasons', async () => {
    const events = examples();
    const rehearsed = rehearsedOf(events);
    const states = new Set(rehearsed.map(([, { state }]) => state));
    expect([...states].sort()).toEqual(expect.arrayContaining(['would-be-shared', 'would-be-withheld']));
    const real = await decided(events);
    for (const [id, answer] of rehearsed) expect([id, real.get(id ?? '')]).toEqual([id, answer]);
  });

  it('say the same of items behind the agreements that their publisher stated, and behind what ended them', async () => {
    const subject = child('Try-1');
    const events = [
      itemEvent('T-1', { subject }),
      agreementEvent('T-2', { subject, reference: 'ATS-TRY' }),
      itemEvent('T-3', { subject }),
      { ...itemEvent('T-4', { subject }), type: 'health.no-such-event.v1' },
      itemEvent('T-5', { subject, data: { details: {} } }),
      withdrawalEvent('T-6', { subject, reference: 'ATS-TRY' }),
      itemEvent('T-7', { subject }),
    ].map((event) => naming(event, 'ATS-TRY'));
    const [first, ...rest] = rehearsedOf(events);
    const real = await decided(events);
    for (const [id, answer] of rest) expect([id, real.get(id ?? '')]).toEqual([id, answer]);
    expect(rest.map(([, { state }]) => state)).toEqual([
      ...['would-be-noted', 'would-be-shared', 'would-be-rejected', 'would-be-rejected'],
      ...['would-be-noted', 'would-be-withheld'],
    ]);
    // Only before its agreement was stated is it assumed to stand.
    expect([first?.[1].state, real.get('T-1')?.state]).toEqual(['would-be-shared', 'would-be-withheld']);
  });

  it('differ in that a dry run stores nothing', async () => {
    const before = (await hub.events('')).length;
    dryRun('urn:agency:ods:G7H8J' as AgencyId, [itemEvent('T-8'), agreementEvent('T-9')]);
    await hub.settled();
    expect((await hub.events('')).length).toBe(before);
  });
});

function naming(event: SourceEvent, agreement: string): SourceEvent {
  if (event.type.startsWith('agreement.')) return event;
  return { ...event, data: { ...event.data, sharing: { ...event.data.sharing, agreement } } };
}
