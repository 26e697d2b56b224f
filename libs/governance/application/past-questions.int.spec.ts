import { createIdentityProjection } from '#identity';
import { timelineProjection, type ItemEvent } from '#journey';
import { agreementIdOf, derivedUuid, itemIdOf, recordIdOf } from '#platform';
import { runProjection, waitForProjection, type ProjectionRun } from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import {
  agreementsProjection,
  createComparison,
  findRuleset,
  type AgreementEvent,
  type RuleSet,
} from '#sharing';
import { createVault } from '#vault';
import { HEALTH, itemShared, itemWithheld, MASH, someContent } from '#journey/testing';
import { openPastQuestions } from './past-questions.js';

const NOW = new Date('2026-06-15T10:00:00Z');
const agreement = agreementIdOf(HEALTH, 'A-1');
const given: AgreementEvent = {
  type: 'AgreementGiven',
  data: {
    ...{ agreement, reference: 'A-1', agency: HEALTH, record: recordIdOf(HEALTH, 'H-1') },
    ...{ item: itemIdOf(HEALTH, 'N-1'), authority: 'PR', purposes: ['SCREENING'], recipients: [MASH] },
    ...{ categories: ['health'], exclusions: [], method: 'WRITTEN', wordingVersion: '3', noticeVersion: '2' },
    ...{ givenAt: '2026-06-01', expiresAt: '2027-06-01', sealed: { k: 'k', c: 'c' } },
  },
};
const newest = findRuleset('2026-11.2');
const strict = (ruleset: RuleSet): RuleSet => ({
  ...ruleset,
  version: '2026-12.1',
  rows: ruleset.rows.map((row) => (row.id === 'D6' ? { ...row, enabled: false } : row)),
});

describe('Past items put to a proposed rule set', () => {
  let engines: TestEngines;
  let runs: ProjectionRun[];

  beforeAll(async () => {
    engines = await startTestEngines();
    const vault = createVault({ pool: engines.pool, keyEncryptionKey: Buffer.alloc(32, 1) });
    const projections = [timelineProjection, agreementsProjection, createIdentityProjection(vault)];
    runs = projections.map((projection) => runProjection({ ...engines, projection, idleCheckMs: 50 }));
  });
  afterAll(async () => {
    await Promise.all(runs.map((run) => run.stop()));
    await engines.stop();
  });

  const happen = async (stream: string, event: ItemEvent | AgreementEvent) => {
    const id = derivedUuid(stream, event.type);
    const stored = [{ ...event, id, metadata: { schemaVersion: 1 } }];
    const outcome = await engines.store.append(stream, 'any', stored);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.position;
  };

  it('are asked with the agreements as they stand, for the recipients they were decided for, and counted, sealed ones left out', async () => {
    if (!newest) throw new Error('The rule set is gone');
    await happen(`agreement-${agreement}`, given);
    for (let at = 0; at < 3; at += 1) {
      const event = itemShared(`E-${at}`);
      await happen(`item-${event.data.item}`, event);
    }
    const { facts, ...content } = someContent();
    const sealed = itemShared('E-sealed', {
      content: { ...content, facts: { ...facts, restricted: ['MARAC'] } },
    });
    await happen(`item-${sealed.data.item}`, sealed);
    const stub = itemWithheld('W-1');
    const last = await happen(`item-${stub.data.item}`, stub);
    for (const name of ['timeline', 'agreements', 'families'])
      await waitForProjection(engines.pool, name, last);
    const questions = openPastQuestions(engines.pool, [{ recipient: MASH, role: 'MASH' }], NOW);
    const same = createComparison(newest, newest);
    const comparison = createComparison(newest, strict(newest));
    for await (const page of questions.all())
      for (const question of page) {
        same.add(question);
        comparison.add(question);
      }
    expect(same.result()).toMatchObject({ asked: 3, changed: 0 });
    const { counts, changes } = comparison.result();
    expect(counts).toEqual([{ kind: 'OUTCOME', before: 'PERMIT D6', after: 'DENY D10', count: 3 }]);
    const items = [0, 1, 2].map((at) => itemIdOf(HEALTH, `E-${at}`));
    expect(changes.map(({ id, recipient }) => [id, recipient])).toEqual(items.sort().map((id) => [id, MASH]));
    expect(await questions.countHeld()).toBe(1);
  });
});
