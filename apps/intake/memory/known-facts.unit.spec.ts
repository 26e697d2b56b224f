import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { evolveIdentity, streamOf, type IdentityFact } from '#identity';
import {
  derivedUuid,
  type AgencyId,
  type AgreementId,
  type FamilyId,
  type ItemId,
  type PersonId,
  type RecordId,
  type Uuid,
} from '#platform';
import { AGREEMENT_STREAMS, type AgreementEvent, type AgreementGiven } from '#sharing';
import type { EventFor } from '../stages/origin.js';
import { KnownFacts } from './known-facts.js';

const agency = 'urn:agency:ods:G7H8J' as AgencyId;
const AGREEMENTS = ['a1', 'a2'] as readonly string[] as readonly AgreementId[];

type Fact = IdentityFact | AgreementEvent;
const isAgreement = (fact: Fact): fact is AgreementEvent => fact.type.startsWith('Agreement');

/** Few of everything, so that processes meet on the same streams. */
const record = fc.constantFrom('r1', 'r2', 'r3') as unknown as fc.Arbitrary<RecordId>;
const person = fc.constantFrom('p1', 'p2', 'p3') as unknown as fc.Arbitrary<PersonId>;
const family = fc.constantFrom('f1', 'f2', 'f3') as unknown as fc.Arbitrary<FamilyId>;
const item = fc.uuid() as unknown as fc.Arbitrary<ItemId>;
const day = fc.constantFrom('2026-03-01', '2026-04-01', '2026-05-01');
const some = (...of: readonly string[]) => fc.subarray([...of]);

const sighted = fc.record({ record, item, keys: some('k1', 'k2', 'k3') }).map(({ keys, ...of }): Fact => ({
  type: 'RecordSighted',
  data: { ...of, agency, matchKeys: { identity: keys } },
}));
const observed = fc
  .record({
    record,
    item,
    observedAt: day,
    sex: fc.constantFrom('M', 'F'),
    home: fc.option(some('h1', 'h2')),
  })
  .map(({ home, sex, ...of }): Fact => {
    const address = { line1: home?.join() ?? '', postcode: 'ZZ99 3WZ' };
    const household = home?.[0];
    const stated = { localId: of.record, identifiers: {}, names: [], sex, recordClass: 'P' } as const;
    const housed = { ...stated, ...(home ? { address, ...(household ? { household } : {}) } : {}) };
    return { type: 'RecordObserved', data: { ...of, agency, demographics: housed } };
  });
const linked = fc
  .record({ record, person, item, linkedAt: day })
  .map((of): Fact => ({ type: 'RecordLinked', data: { ...of, agency, rule: 'VERIFIED_NUMBER' } }));
const related = fc
  .record({ record, related: record, item })
  .map((of): Fact => ({ type: 'RelationshipStated', data: { ...of, agency, kind: 'PARENT_OF' } }));
const joined = fc
  .record({ person, family, item, joinedAt: day })
  .map((of): Fact => ({ type: 'PersonJoinedFamily', data: { ...of, because: 'HOUSEHOLD' } }));
const formed = fc
  .record({ family, reference: fc.constantFrom('F-1', 'F-2'), item })
  .map((data): Fact => ({ type: 'FamilyFormed', data }));
const terms = {
  ...{ agency, reference: 'ATS', authority: 'PR', purposes: [], recipients: [], categories: [] },
  ...{ exclusions: [], method: '', wordingVersion: '', noticeVersion: '', expiresAt: '2027-01-01' },
  sealed: { k: '', c: '' },
} satisfies Partial<AgreementGiven>;
const given = fc
  .record({ item, record, agreement: fc.constantFrom(...AGREEMENTS), givenAt: day })
  .map((of): Fact => ({ type: 'AgreementGiven', data: { ...terms, ...of } }));
const withdrawn = fc
  .record({ item, record, agreement: fc.constantFrom(...AGREEMENTS), withdrawnAt: day })
  .map((of): Fact => ({ type: 'AgreementWithdrawn', data: { ...of, agency, reference: 'ATS', by: 'PR' } }));
const fact = fc.oneof(sighted, observed, linked, related, joined, formed, given, withdrawn);

const streamFor = (of: Fact) => (isAgreement(of) ? `${AGREEMENT_STREAMS}${of.data.agreement}` : streamOf(of));

/** A store without a server: a log, an id counts once in a stream. */
class Log {
  readonly events: { readonly event: StoredEvent; readonly fact: Fact }[] = [];

  append({ stream, event }: EventFor, fact: Fact): bigint {
    const there = this.events.find(({ event: { id, ...at } }) => id === event.id && at.stream === stream);
    if (there) return there.event.position;
    const position = BigInt(this.events.length);
    const stored = fact.type === 'AgreementGiven' ? sealedIn(fact) : fact;
    const place = { stream, revision: 0n, position, createdAt: new Date(0) };
    this.events.push({ event: { ...event, data: stored.data, ...place }, fact: stored });
    return position;
  }
}
const sealedIn = (given: Extract<Fact, { type: 'AgreementGiven' }>): Fact => ({
  ...given,
  data: { ...given.data, sealed: { k: 'k', c: 'sealed' } },
});

/** One process of intake: plans on what it knows, appends later, and hears of the log later still. */
class Process {
  readonly known: KnownFacts;
  private readonly planned: { readonly own: EventFor; readonly fact: Fact }[] = [];
  private heard = 0;

  constructor(
    private readonly log: Log,
    name: string,
  ) {
    this.known = new KnownFacts(name);
  }

  plan(of: Fact, id: Uuid): void {
    const stream = streamFor(of);
    const metadata = { schemaVersion: 1, intake: this.known.intake };
    this.planned.push({ own: { stream, event: { id, type: of.type, data: of.data, metadata } }, fact: of });
    if (isAgreement(of)) return this.known.ownAgreement({ id, stream, fact: of });
    evolveIdentity(this.known.identity, of);
    this.known.ownIdentity([{ id, stream, fact: of }]);
  }

  append(): void {
    const next = this.planned.shift();
    if (!next) return;
    const position = this.log.append(next.own, next.fact);
    this.known.stored({ facts: [next.own], position });
  }

  hear(): void {
    const next = this.log.events[this.heard];
    if (!next) return;
    this.heard += 1;
    if (isAgreement(next.fact)) this.known.takeInAgreement(next.event);
    else this.known.takeInIdentity(next.event, this.known.isOwn(next.event) ? undefined : next.fact);
    this.known.reach(next.event.position);
  }

  finish(): void {
    while (this.planned.length > 0) this.append();
  }

  hearAll(): void {
    while (this.heard < this.log.events.length) this.hear();
  }
}

const step = fc.record({
  of: fc.constantFrom(0, 1),
  does: fc.oneof(fact, fc.constant('append' as const), fc.constant('hear' as const)),
});

/** Both processes, after these steps and everything that was left to do. */
function after(
  steps: readonly { of: number; does: Fact | 'append' | 'hear' }[],
  idOf: (at: number, of: Fact) => Uuid,
) {
  const log = new Log();
  const processes = [new Process(log, 'one'), new Process(log, 'other')];
  steps.forEach(({ of, does }, at) => {
    const process = processes[of];
    if (does === 'append') process?.append();
    else if (does === 'hear') process?.hear();
    else process?.plan(does, idOf(at, does));
  });
  for (const process of processes) process.finish();
  for (const process of processes) process.hearAll();
  const afresh = new Process(log, 'fresh');
  afresh.hearAll();
  return { processes: processes.map(({ known }) => known), fresh: afresh.known };
}

/** Facts of which the store may hold other content under the same id. */
const ORDERED = /^(RecordObserved|RecordLinked|PersonJoinedFamily|Agreement)/;

/** A home that everybody has left is the same as one that nobody was said to live in. */
const identityOf = ({ identity }: KnownFacts) => ({
  ...identity,
  recordsByHousehold: new Map([...identity.recordsByHousehold].filter(([, records]) => records.size > 0)),
});

const bookOf = ({ agreements }: KnownFacts) => ({
  states: AGREEMENTS.map((agreement) => agreements.find(agreement)),
  stated: ['r1', 'r2', 'r3'].map((of) =>
    agreements
      .factsOf('p1' as PersonId, [of as RecordId], () => undefined)
      .map(({ agreement }) => agreement)
      .sort(),
  ),
});

describe('What a process of intake knows', () => {
  const steps = fc.array(step, { maxLength: 60 });

  it('is the fold of the store in order, however two processes decide, store and hear of one another', () => {
    fc.assert(
      fc.property(steps, (each) => {
        const { processes, fresh } = after(each, (at) => derivedUuid('fact', String(at)));
        for (const known of processes) {
          expect(known.isAstray).toBe(false);
          expect(identityOf(known)).toEqual(identityOf(fresh));
          expect(bookOf(known)).toEqual(bookOf(fresh));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the fold, or known not to be, where the store holds a fact already under the same id', () => {
    const content = ({ type, data }: Fact) => (ORDERED.test(type) ? type : JSON.stringify([type, data]));
    const idOf = (at: number, of: Fact) => derivedUuid('fact', String(at % 3), content(of));
    fc.assert(
      fc.property(steps, (each) => {
        const { processes, fresh } = after(each, idOf);
        for (const known of processes) {
          if (known.isAstray) continue;
          expect(identityOf(known)).toEqual(identityOf(fresh));
          expect(bookOf(known)).toEqual(bookOf(fresh));
        }
      }),
      { numRuns: 500 },
    );
  });
});
