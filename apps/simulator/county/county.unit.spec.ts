import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type SourceEvent } from '#contracts';
import { nhsCheckDigit, pncCheckLetter, upnCheckLetter } from '../identifiers/check-characters.js';
import { type County, type Delivery } from './county.js';
import { generateCounty } from './generate-county.js';

const END_ON = '2026-11-23';
const digestOf = (county: County) => createHash('sha256').update(JSON.stringify(county)).digest('hex');
const shareOf = (county: County, test: (delivery: Delivery) => boolean) =>
  county.deliveries.filter(test).length / county.deliveries.length;
const wellFormed = (county: County) =>
  county.deliveries
    .filter((delivery) => delivery.expect !== 'rejected')
    .map((delivery) => delivery.event as SourceEvent);

describe('The demonstration county', () => {
  const county = generateCounty({ seed: 7, endOn: END_ON });
  const subjects = wellFormed(county).flatMap((event) => event.data.subjects);

  it('is the same, byte for byte, from the same seed, and another from another seed', () => {
    const small = (seed: number) => digestOf(generateCounty({ seed, families: 20, endOn: END_ON }));
    expect(digestOf(generateCounty({ seed: 7, endOn: END_ON }))).toBe(digestOf(county));
    expect(small(7)).not.toBe(small(8));
  });

  it('has 400 families, about 1,500 people and about 12,000 source events', () => {
    expect(county.families).toHaveLength(400);
    expect(county.people.length).toBeGreaterThan(1_350);
    expect(county.people.length).toBeLessThan(1_750);
    expect(county.deliveries.length).toBeGreaterThan(10_500);
    expect(county.deliveries.length).toBeLessThan(13_500);
  });

  it('spans eighteen months that end the day before the given date, and delivers in order of time', () => {
    const times = wellFormed(county).map((event) => event.time);
    expect(times.every((time) => time >= '2025-05-22' && time < END_ON)).toBe(true);
    const at = county.deliveries.map((delivery) => delivery.at);
    expect(at).toEqual([...at].sort());
    expect(at.at(-1)?.slice(0, 10)).toBe('2026-11-22');
  });

  it('holds reserved test identifiers alone, each with its right check character and one person', () => {
    const nhs = subjects.flatMap((subject) => subject.identifiers?.nhsNumber ?? []);
    expect(nhs.length).toBeGreaterThan(5_000);
    for (const number of new Set(nhs)) {
      expect(number).toMatch(/^999\d{7}$/);
      expect(nhsCheckDigit(number.slice(0, 9))).toBe(number.slice(9));
    }
    expect(new Set(county.people.map((person) => person.nhsNumber)).size).toBe(county.people.length);
  });

  it('numbers pupils at invented school serials and police records in the year 2099', () => {
    for (const upn of new Set(subjects.flatMap((subject) => subject.identifiers?.upn ?? []))) {
      expect(upn).toMatch(/^[A-HJ-NP-RT-Z]873999[79]\d{5}$/);
      expect(upnCheckLetter(upn.slice(1))).toBe(upn.slice(0, 1));
    }
    for (const pnc of new Set(subjects.flatMap((subject) => subject.identifiers?.pncId ?? []))) {
      expect(pnc).toMatch(/^2099\/\d{7}[A-Z]$/);
      expect(pncCheckLetter('2099', pnc.slice(5, 12))).toBe(pnc.slice(12));
    }
    const children = subjects.flatMap((subject) => subject.identifiers?.laChildId ?? []);
    expect(children.every((id) => /^SYN\d{5}$/.test(id))).toBe(true);
  });

  it('places every home in the postcode area ZZ, which does not exist', () => {
    const postcodes = new Set(subjects.flatMap((subject) => subject.address?.postcode ?? []));
    expect(postcodes.size).toBeGreaterThan(350);
    for (const postcode of postcodes) expect(postcode).toMatch(/^ZZ\d{1,2} \d[A-Z]{2}$/);
  });

  it('has siblings, twins, step-parents, house moves and children known under two surnames', () => {
    const children = county.families.map((family) => family.members.filter((person) => person.isChild));
    const twins = children.filter((each) => new Set(each.map((child) => child.bornOn)).size < each.length);
    expect(children.filter((each) => each.length > 1).length).toBeGreaterThan(150);
    expect(twins.length).toBeGreaterThan(5);
    expect(county.people.filter((person) => person.part === 'partner').length).toBeGreaterThan(20);
    expect(county.families.filter((family) => family.homes.length > 1).length).toBeGreaterThan(40);
    expect(
      county.people.filter((person) => person.isChild && person.otherNames.length > 0).length,
    ).toBeGreaterThan(10);
  });

  it('carries the dirt of real life in the stated shares', () => {
    expect(shareOf(county, (each) => each.expect === 'duplicate')).toBeCloseTo(0.02, 1.6);
    expect(shareOf(county, (each) => each.mishap === 'late')).toBeGreaterThan(0.03);
    expect(shareOf(county, (each) => each.expect === 'rejected')).toBeGreaterThan(0.005);
    expect(shareOf(county, (each) => each.expect === 'conflict')).toBeGreaterThan(0.001);
    expect(shareOf(county, (each) => each.mishap === 'correction')).toBeGreaterThan(0.005);
    expect(shareOf(county, (each) => each.mishap === 'retraction')).toBeGreaterThan(0.001);
    expect(subjects.filter((subject) => subject.address?.postcode === undefined).length).toBeGreaterThan(500);
  });

  it('is mostly shareable today by agreement, partly on judged harm, and the rest is withheld', () => {
    const valid = county.deliveries.filter(
      (each) =>
        (each.expect === 'stored' || each.expect === 'withheld') &&
        !(each.event as SourceEvent).type.startsWith('agreement.'),
    );
    const share = (test: (event: SourceEvent) => boolean) =>
      valid.filter((each) => test(each.event as SourceEvent)).length / valid.length;
    const stored = valid.filter((each) => each.expect === 'stored').length / valid.length;
    expect(stored).toBeGreaterThan(0.6);
    expect(stored).toBeLessThan(0.85);
    expect(share((event) => event.data.sharing.basisOffered === 'D3')).toBeGreaterThan(0.09);
    expect(share((event) => event.data.sharing.basisOffered === 'D3')).toBeLessThan(0.18);
    expect(share((event) => event.data.sharing.basisOffered === 'D2')).toBeGreaterThan(0);
    expect(share((event) => event.data.sharing.existenceMayBeTold)).toBeGreaterThan(0.7);
  });

  it('sends an exact repeat for every duplicate and other content under the same id for every conflict', () => {
    const first = new Map<string, string>();
    for (const { agency, event, expect: fate } of county.deliveries) {
      if (fate === 'rejected') continue;
      const key = `${agency} ${String(event.id)}`;
      const earlier = first.get(key);
      if (fate === 'duplicate') expect(JSON.stringify(event)).toBe(earlier);
      else if (fate === 'conflict') expect(earlier).not.toBe(JSON.stringify(event));
      else expect(earlier).toBeUndefined();
      first.set(key, earlier ?? JSON.stringify(event));
    }
  });

  it('makes no judgement that lasts longer than 28 days, and names who made it', () => {
    const judgements = wellFormed(county).flatMap((event) => event.data.sharing.judgement ?? []);
    expect(judgements.length).toBeGreaterThan(800);
    for (const { madeAt, reviewBy, name, role, reason } of judgements) {
      expect(Date.parse(reviewBy) - Date.parse(madeAt)).toBeLessThanOrEqual(28 * 86_400_000);
      expect([name, role, reason].every((text) => text.length > 3)).toBe(true);
    }
  });

  it('names three families worth opening by a child and a date of birth', () => {
    expect(county.worthOpening).toHaveLength(3);
    for (const { childName, dateOfBirth, familyKey } of county.worthOpening) {
      const family = county.families.find((each) => each.key === familyKey);
      const child = family?.members.find((person) => `${person.given} ${person.family}` === childName);
      expect(child?.bornOn).toBe(dateOfBirth);
    }
  });
});

describe('Any seed and any last day', () => {
  it('give a county that stays within its period and its reserved numbers', () => {
    const days = fc.integer({ min: 0, max: 3_000 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 1, max: 12 }),
        days,
        (seed, families, day) => {
          const endOn = day.toISOString().slice(0, 10);
          const county = generateCounty({ seed, families, endOn });
          expect(county.families).toHaveLength(families);
          for (const event of wellFormed(county)) {
            expect(event.time < endOn && event.data.recordedAt < endOn).toBe(true);
            expect(event.data.subjects.some((subject) => subject.onRecord)).toBe(true);
            expect(event.data.subjects[0]?.localId).toBe(event.subject);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
