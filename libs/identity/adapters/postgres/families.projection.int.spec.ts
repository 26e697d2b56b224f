import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { Subject } from '#contracts';
import { createVault, migrateVault, type Vault } from '#vault';
import {
  fingerprint,
  rebuildProjection,
  runProjection,
  waitForProjection,
  type Projection,
  type ProjectionRun,
} from '#read-store';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import { openFacts } from '../../application/open-facts.js';
import { evolveIdentity } from '../../domain/evolve-identity.js';
import { IDENTITY_STREAMS, streamOf, type IdentityFact } from '../../domain/identity-fact.js';
import { initialIdentity, personOf } from '../../domain/identity-state.js';
import { ownFamilyOf } from '../../domain/own-family.js';
import { familiesSeen } from '../../domain/seen-families.js';
import { child, HOSPITAL, recordOf, SCHOOL, stated } from '../../testing/stated.js';
import { FamiliesHarness } from '../../testing/families-harness.js';
import { createIdentityProjection } from './families.projection.js';
import { createPeopleReader, type PeopleReader } from './people-reader.js';

describe('People and families as read', () => {
  let engines: TestEngines;
  let vault: Vault;
  let projection: Projection;
  let people: PeopleReader;
  let intake: FamiliesHarness;
  let run: ProjectionRun;

  beforeEach(async () => {
    engines = await startTestEngines();
    await migrateVault(engines.databaseUrl);
    vault = createVault({ pool: engines.pool, keyEncryptionKey: randomBytes(32) });
    projection = createIdentityProjection(vault);
    people = createPeopleReader(engines.pool);
    intake = new FamiliesHarness(engines.store, vault);
    run = runProjection({ ...engines, projection, idleCheckMs: 50 });
  });
  afterEach(async () => {
    await run.stop();
    await engines.stop();
  });

  const shown = async (...items: ReturnType<typeof stated>[]) => {
    let last = 0n;
    for (const item of items) last = await intake.take(item);
    await waitForProjection(engines.pool, 'families', last);
  };
  const mother: Subject = {
    localId: 'M1',
    role: 'mother',
    onRecord: false,
    names: [{ given: 'Ada', family: 'Testcase' }],
    dateOfBirth: '1988-01-02',
  };
  const familyItem = () =>
    stated(HOSPITAL, [child(), mother], {
      relationships: [{ from: 'M1', to: 'C1', kind: 'PARENT_OF' }],
    });

  it('tells what each item states of each record of a family, of whichever agency, and who is related', async () => {
    const [first, second] = [familyItem(), stated(SCHOOL, [child({ names: [SAM] })])];
    await shown(first, second);
    const family = await people.familyNamed(ownFamilyOf(recordOf(HOSPITAL)));
    const statements = await people.statementsOfFamilies(family ? [family] : []);
    const told = statements.map(({ item, record, names }) => [item, record, names[0]?.given]);
    expect(told.sort()).toEqual(
      [
        [first.item, recordOf(HOSPITAL), 'Samuel'],
        [first.item, recordOf(HOSPITAL, 'M1'), 'Ada'],
        [second.item, recordOf(SCHOOL), 'Sam'],
      ].sort(),
    );
    expect(statements.flatMap(({ related }) => related)).toEqual([
      { record: recordOf(HOSPITAL), kind: 'PARENT_OF' },
    ]);
  });

  it('finds a family by the reference of any record in it, however it is typed', async () => {
    await shown(familyItem());
    const statements = await people.statementsOfFamilies(await people.search({ identifier: '9990001235' }));
    expect(statements).toHaveLength(2);
    for (const { ownFamily, ownReference } of statements)
      expect(await people.familiesByReference(ownReference.toLowerCase())).toEqual([ownFamily]);
  });

  it('finds whoever ever shared a household, also where one of them has moved since', async () => {
    const at = (agency: Parameters<typeof stated>[0], line1: string) =>
      stated(agency, [child({ identifiers: {}, address: { line1, postcode: 'ZZ1 1AA' } })]);
    await shown(at(HOSPITAL, '1 Elm Street'), at(HOSPITAL, '2 Oak Road'), at(SCHOOL, '1 Elm Street'));
    const [one, other] = [ownFamilyOf(recordOf(HOSPITAL)), ownFamilyOf(recordOf(SCHOOL))];
    expect(await people.neighboursOf([one])).toEqual([one, other].sort());
  });

  it('keeps apart the people of a home, a refuge or a hostel, also those who were known before it was seen to be one', async () => {
    const resident = (n: number) =>
      stated(HOSPITAL, [
        child({ localId: `R${n}`, identifiers: {}, names: [{ given: 'Ada', family: `R${n}` }] }),
      ]);
    const residents = Array.from({ length: 13 }, (_, n) => resident(n));
    await shown(...residents.slice(0, 12));
    const together = async () => {
      const family = await people.familyNamed(ownFamilyOf(recordOf(HOSPITAL, 'R0')));
      const statements = await people.statementsOfFamilies(family ? [family] : []);
      const items = residents.flatMap(({ item }) => {
        const of = statements.filter((each) => each.item === item);
        const seen = of.map((statement) => ({ record: statement.record, isProfessional: false, statement }));
        return of.length > 0 ? [{ item, people: seen }] : [];
      });
      return Math.max(...familiesSeen(items).map(({ records }) => records.size));
    };
    expect(await together()).toBe(12);
    await shown(...residents.slice(12));
    expect(await together()).toBe(1);
  });

  it('finds the neighbours of a person of whom an agency made a record at every visit as fast as of others', async () => {
    await shown(
      ...Array.from({ length: 1_000 }, (_, visit) => stated(HOSPITAL, [child({ localId: `V${visit}` })])),
    );
    const own = ownFamilyOf(recordOf(HOSPITAL, 'V0'));
    const began = performance.now();
    expect(await people.neighboursOf([own])).toEqual([own]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('still tells what an earlier item states where a later one states otherwise', async () => {
    const [first, second] = [stated(HOSPITAL, [child()]), stated(HOSPITAL, [child({ names: [SAM] })])];
    await shown(first, second);
    expect(await people.search({ given: 'Samuel', family: 'Testcase' })).toHaveLength(1);
    expect(await people.search({ given: 'Sam', family: 'Testcase' })).toHaveLength(1);
  });

  it.each([
    ['a number, however it is spaced', { identifier: '999 000 1235' }, 1],
    ['a pet name', { given: 'sam', family: 'TESTCASE' }, 1],
    ['date of birth and postcode', { dateOfBirth: '2015-03-04', postcode: 'zz11aa' }, 1],
    ['a family name and date of birth', { family: 'Testcase', dateOfBirth: '1988-01-02' }, 1],
    ['a family name alone', { family: 'Testcase' }, 0],
    ['a name with another date of birth', { given: 'Sam', family: 'Testcase', dateOfBirth: '2015-03-05' }, 0],
    ['a date that is not in the calendar', { family: 'Testcase', dateOfBirth: '2015-02-30' }, 0],
    ['a day of a year that never was', { family: 'Testcase', dateOfBirth: '0000-01-02' }, 0],
    ['nothing', {}, 0],
  ])('searches by %s', async (_what, search, expected) => {
    await shown(familyItem());
    expect(await people.search(search)).toHaveLength(expected);
  });

  it('shows nothing of a record whose keys are destroyed, and finds it by nothing, once rebuilt', async () => {
    await shown(familyItem());
    await vault.destroy(recordOf(HOSPITAL));
    await rebuildProjection({ ...engines, projection });
    expect(await people.search({ identifier: '9990001235' })).toEqual([]);
    const { rows } = await engines.pool.query('SELECT FROM families.observations WHERE record_id = $1', [
      recordOf(HOSPITAL),
    ]);
    expect(rows).toEqual([]);
  });

  it('shows nothing any more of what was stated before, once it meets an item whose key is destroyed', async () => {
    await shown(familyItem());
    const family = await people.familyNamed(ownFamilyOf(recordOf(HOSPITAL)));
    const later = stated(HOSPITAL, [child()]);
    await run.stop();
    const last = await intake.take(later);
    await vault.destroy(recordOf(HOSPITAL));
    run = runProjection({ ...engines, projection, idleCheckMs: 50 });
    await waitForProjection(engines.pool, 'families', last);
    const records = (await people.statementsOfFamilies(family ? [family] : [])).map(({ record }) => record);
    expect(records).toEqual([recordOf(HOSPITAL, 'M1')]);
  });

  it('keeps no name, number or address in the event store that can be read without the vault', async () => {
    await shown(familyItem());
    const stored: string[] = [];
    for await (const events of engines.store.readAll())
      stored.push(
        JSON.stringify(events, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)),
      );
    expect(stored.join()).not.toMatch(/Testcase|9990001235|Elm|2015-03-04/);
  });

  it('gives intake the same state again when it starts anew', async () => {
    await shown(familyItem(), stated(SCHOOL, [child()]));
    const state = initialIdentity();
    for await (const events of engines.store.readAll()) {
      const own = events.filter(({ stream }) => IDENTITY_STREAMS.some((prefix) => stream.startsWith(prefix)));
      for (const fact of await openFacts(vault, own)) evolveIdentity(state, fact);
    }
    expect(state).toEqual(intake.state);
    expect(personOf(state, recordOf(SCHOOL))).toBe(personOf(state, recordOf(HOSPITAL)));
  });

  it('has the same rows whatever the order of arrival across streams, live and rebuilt', async () => {
    await shown(familyItem(), stated(SCHOOL, [child(), { ...mother, role: 'parent' }]));
    const expected = await fingerprint(engines.pool, projection);
    const byStream = grouped(intake.facts);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...byStream.keys()], { minLength: byStream.size }),
        async (order) => {
          const other = await startTestEngines();
          try {
            const arriving = new FamiliesHarness(other.store, vault);
            let last = 0n;
            for (const stream of order) last = await arriving.append(byStream.get(stream) ?? []);
            const running = runProjection({ ...other, projection, maxBatch: 3 });
            await waitForProjection(other.pool, 'families', last);
            expect(await fingerprint(other.pool, projection)).toEqual(expected);
            await rebuildProjection({ ...other, projection });
            expect(await fingerprint(other.pool, projection)).toEqual(expected);
            await running.stop();
          } finally {
            await other.stop();
          }
        },
      ),
      { numRuns: 4, seed: 20261123 },
    );
  });
});

const SAM = { given: 'Sam', family: 'Testcase' };

function grouped(facts: readonly IdentityFact[]): ReadonlyMap<string, readonly IdentityFact[]> {
  const found = new Map<string, IdentityFact[]>();
  for (const fact of facts) found.set(streamOf(fact), [...(found.get(streamOf(fact)) ?? []), fact]);
  return found;
}
