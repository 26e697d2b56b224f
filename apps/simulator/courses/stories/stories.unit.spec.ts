import { type SourceEvent } from '#contracts';
import { generateCounty } from '../../county/generate-county.js';

const county = generateCounty({ seed: 11, families: 8, endOn: '2026-11-23' });

/** What became of a named family, in the order in which it happened, without what was said about sharing. */
function told(course: string): readonly SourceEvent[] {
  const family = county.families.find((each) => each.course === course);
  return county.deliveries
    .filter((delivery) => delivery.familyKey === family?.key && delivery.expect !== 'duplicate')
    .map((delivery) => delivery.event as SourceEvent)
    .filter((event) => !event.type.startsWith('agreement.'))
    .sort((a, b) => a.time.localeCompare(b.time));
}
const typesOf = (course: string) => told(course).map((event) => event.type.replace('.v1', ''));
const said = (course: string) =>
  county.deliveries.filter(
    (each) =>
      county.families.find((family) => family.course === course)?.key === each.familyKey &&
      String(each.event['type' as keyof typeof each.event]).startsWith('agreement.given'),
  );

describe('The four stories of the advice service', () => {
  it("tell of a mother's overdose: hospital, health visitor and school consulted, father asks, school starts a CAF", () => {
    expect(typesOf('story-overdose').slice(0, 7)).toEqual([
      'health.unplanned-attendance',
      'social-care.contact-received',
      'health.gp-concern',
      'school.dsl-concern',
      'early-help.request-received',
      'early-help.assessment-started',
      'early-help.lead-professional-assigned',
    ]);
  });

  it('tell of a domestic incident that is checked with the police and visited, without concerns', () => {
    expect(typesOf('story-incident-no-concerns')).toEqual([
      'police.domestic-abuse-incident',
      'social-care.contact-received',
      'police.ppn-submitted',
      'health.mandated-review',
      'health.mandated-review',
      'social-care.case-closed',
    ]);
  });

  it('tell of behaviour that a primary school talks over with parents and the next school before a CAF', () => {
    expect(typesOf('story-behaviour-at-transition').slice(0, 4)).toEqual([
      'school.dsl-concern',
      'school.dsl-concern',
      'school.transition-planned',
      'early-help.assessment-started',
    ]);
  });

  it('tell of a young person between an ill mother and an aunt, a youth visit and a CAF', () => {
    expect(typesOf('story-between-mother-and-aunt').slice(0, 5)).toEqual([
      'health.parent-need-disclosed',
      'school.dsl-concern',
      'early-help.request-received',
      'early-help.youth-visit',
      'early-help.assessment-started',
    ]);
  });

  it('have each person agree for themselves, the young person of 16 included', () => {
    const authorities = said('story-between-mother-and-aunt').map(
      (each) => (each.event as SourceEvent).data.details['authority'],
    );
    expect(authorities).toEqual(['SELF', 'SELF', 'SELF']);
    expect(said('story-overdose')).toHaveLength(4);
  });
});

describe('The family that five agencies know separately', () => {
  const course = 'story-showcase';
  const family = county.families.find((each) => each.course === course);
  const deliveries = county.deliveries.filter((each) => each.familyKey === family?.key);

  it('is known to health, police, a school, social care and early help under their own record numbers', () => {
    const sectors = new Set(typesOf(course).map((type) => type.slice(0, type.indexOf('.'))));
    expect([...sectors].sort()).toEqual(['early-help', 'health', 'police', 'school', 'social-care']);
    const numbers = told(course).map((event) => `${event.source} ${event.subject}`);
    expect(new Set(numbers.map((each) => each.split(' ')[0])).size).toBeGreaterThanOrEqual(6);
  });

  it('has a child whom the police know under one surname and health under another', () => {
    const surname = (source: string) =>
      told(course)
        .filter((event) => event.source === source)
        .flatMap((event) => event.data.subjects)
        .find((subject) => subject.names?.[0]?.given === 'Isla')?.names?.[0]?.family;
    expect(surname('urn:agency:force:35')).toBe('Fenwick-Rowe');
    expect(surname('urn:agency:ods:G7H8J')).toBe('Marlow');
  });

  it('shows a correction, a retraction, an item that came late, and what stays withheld, one told of and one not', () => {
    const mishaps = deliveries.map((each) => each.mishap);
    expect(mishaps).toEqual(expect.arrayContaining(['correction', 'retraction', 'late']));
    const withheld = deliveries.filter((each) => each.expect === 'withheld');
    const events = withheld.map((each) => each.event as SourceEvent);
    expect(events.map(({ type, data }) => [type, data.sharing.existenceMayBeTold])).toEqual([
      ['health.parent-need-disclosed.v1', false],
      ['health.camhs-referred.v1', true],
    ]);
  });
});
