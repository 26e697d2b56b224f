import fc from 'fast-check';
import { createValidator, type SourceEvent } from '#contracts';
import { INVALID_REASONS } from '../dirt/invalid-events.js';
import { EVENT_KINDS } from '../events/event-kinds.js';
import { type County, type Delivery } from './county.js';
import { generateCounty } from './generate-county.js';

const END_ON = '2026-11-23';
const validator = createValidator({ onlyTestNumbers: true });
const now = new Date(`${END_ON}T00:00:00Z`);

/** The reasons of the first few events that break the contract, with their types: empty where all keep it. */
function faultsOf(county: County, at: Date): readonly string[] {
  return county.deliveries
    .filter((delivery) => delivery.expect !== 'rejected')
    .flatMap(({ event }) => {
      const answer = validator.validate(event, at);
      return answer.ok ? [] : [`${(event as SourceEvent).type} ${JSON.stringify(answer.reasons)}`];
    })
    .slice(0, 5);
}

/** Intake refuses what the contract forbids, or what comes under another agency's name. */
const isRefused = ({ agency, event }: Delivery) =>
  !validator.validate(event, now).ok || (event as SourceEvent).source !== agency;

describe('The county and the published contracts', () => {
  const county = generateCounty({ seed: 7, endOn: END_ON });

  it('agree on every event that is meant to be valid, late, repeated and conflicting ones included', () => {
    expect(faultsOf(county, now)).toEqual([]);
  });

  it('agree that every event that is meant to be refused breaks a rule, each kind of fault at least once', () => {
    const rejected = county.deliveries.filter((delivery) => delivery.expect === 'rejected');
    expect(rejected.filter((delivery) => !isRefused(delivery))).toEqual([]);
    expect(new Set(rejected.map((delivery) => delivery.mishap))).toEqual(new Set(INVALID_REASONS));
  });

  it('between them show every event type the simulator knows', () => {
    const told = new Set(county.deliveries.map(({ event }) => (event as SourceEvent).type));
    expect(EVENT_KINDS.filter((kind) => !told.has(`${kind}.v1`))).toEqual([]);
  });

  it('agree for any seed and any last day', () => {
    const days = fc.integer({ min: 0, max: 1_500 }).map((day) => new Date(Date.UTC(2025, 0, 1 + day)));
    const seeds = fc.integer({ min: 0, max: 2 ** 31 });
    fc.assert(
      fc.property(seeds, days, (seed, day) => {
        const endOn = day.toISOString().slice(0, 10);
        expect(faultsOf(generateCounty({ seed, families: 25, endOn }), day)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
