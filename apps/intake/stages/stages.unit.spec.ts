import { createAgencyRegistry, createDemoDirectory, type AgencyRegistry } from '#access';
import type { FeedMessage } from '#feed';
import { topicOf } from '#feed';
import type { AgencyId } from '#platform';
import { createEventReader } from '../contract-reader.js';
import { COMMUNITY_HEALTH, itemEvent, messageOf, POLICE } from '../testing/events.js';
import { authenticate } from './authenticate.js';
import { decidedFor } from './decide.js';
import { decode } from './decode.js';
import { factsOf, storedFactsOf } from './item-facts.js';
import { rejectionOf } from './reject.js';
import { setAside, type Underway } from './underway.js';
import { validate } from './validate.js';
import { itemIdOf, recordIdOf, type PersonId } from '#platform';

const reader = createEventReader();
const AT = new Date('2026-11-23T09:00:00Z');

const taken = (event: object, agency: AgencyId = COMMUNITY_HEALTH): FeedMessage => ({
  ...messageOf(itemEvent('E-1')),
  ...{ agency, topic: topicOf(agency), partition: 0, offset: 7n, appendedAt: AT },
  value: Buffer.from(JSON.stringify(event)),
});
const codesOf = (underway: Underway<unknown>) =>
  underway.on ? [] : underway.reasons.map(({ code, path }) => `${code} ${path ?? ''}`.trim());

describe('stages of intake', () => {
  let registry: AgencyRegistry;

  beforeAll(async () => {
    registry = createAgencyRegistry((await createDemoDirectory()).directory);
  });

  const through = (event: object, agency?: AgencyId) => {
    const decoded = decode(reader)(taken(event, agency));
    return decoded.on ? authenticate(registry)(decoded.value) : decoded;
  };
  const validated = (event: object) => {
    const authenticated = through(event);
    if (!authenticated.on) throw new Error('set aside before validation');
    return validate(reader, (text) => `digest of ${text}`)(authenticated.value);
  };

  it('lets an event go on whose source is the agency of its topic', () => {
    expect(through(itemEvent('E-1')).on).toBe(true);
  });

  it('sets aside what is no CloudEvent, comes from another agency, or is of a sector not its own', () => {
    expect(codesOf(through({ specversion: '1.0' }))).toEqual(['DECODE.NOT_CLOUDEVENT']);
    expect(codesOf(through(itemEvent('E-1', { source: POLICE })))).toEqual([
      'AUTH.SOURCE_NOT_AGENCY /source',
    ]);
    expect(codesOf(through(itemEvent('E-1', { source: POLICE }), POLICE))).toEqual([
      'AUTH.SECTOR_NOT_ALLOWED /type',
    ]);
  });

  it('names the place of a fault and never the value', () => {
    const event = itemEvent('E-1');
    const faulty = { ...event, data: { ...event.data, statementType: 'Marker-Gossip' } };
    const aside = validated(faulty);
    expect(codesOf(aside)).toEqual(['SCHEMA.NOT_IN_LIST /data/statementType']);
    expect(JSON.stringify(aside.on ? '' : rejectionOf(aside))).not.toContain('Marker-Gossip');
  });

  it('gives the same first event id to the same content, whatever its order, and another to other content', () => {
    const idOf = (event: object) => {
      const each = validated(event);
      return each.on ? each.value.firstEventId : undefined;
    };
    const event = itemEvent('E-1');
    const shuffled = Object.fromEntries(Object.entries(event).reverse());
    expect(idOf(shuffled)).toBe(idOf(event));
    expect(idOf(itemEvent('E-1', { service: 'Other' }))).not.toBe(idOf(event));
  });

  it('keeps the month of birth, and no name or full date, beside the sealed content', () => {
    const event = itemEvent('E-1');
    const item = itemIdOf(COMMUNITY_HEALTH, event.id);
    const subjects = event.data.subjects.map((subject) => ({
      subject,
      record: recordIdOf(COMMUNITY_HEALTH, subject.localId),
      person: 'person' as PersonId,
    }));
    const stored = storedFactsOf(factsOf(event, COMMUNITY_HEALTH, item, subjects), subjects);
    expect(stored.people).toEqual([
      { record: subjects[0]?.record, role: 'child', party: 'SUBJECT', bornIn: '2017-05' },
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/Example|2017-05-04|C-1/);
  });

  it('keeps of a rejected event nothing but where it lies and why, under the same id each time', () => {
    const aside = setAside(taken(itemEvent('E-1')), [{ code: 'SCHEMA.INVALID' }], 'E-1');
    expect(rejectionOf(aside)).toEqual(rejectionOf(aside));
    expect(rejectionOf(aside).event.data).toEqual({
      agency: COMMUNITY_HEALTH,
      sourceEventId: 'E-1',
      source: { topic: 'throughline.events.ods-G7H8J', partition: 0, offset: '7' },
      receivedAt: AT.toISOString(),
      reasons: [{ code: 'SCHEMA.INVALID' }],
      attempt: 1,
    });
  });

  it('says of a message that was put back which attempt was refused', () => {
    const message = { ...taken(itemEvent('E-1')), headers: { 'throughline-attempt': '2' } };
    expect(rejectionOf(setAside(message, [{ code: 'SCHEMA.INVALID' }])).event.data).toMatchObject({
      attempt: 2,
    });
  });

  it('keeps no id that is empty or too long to be found by', () => {
    for (const id of ['', 'x'.repeat(257)])
      expect(rejectionOf(setAside(taken(itemEvent('E-1')), [], id)).event.data).not.toHaveProperty(
        'sourceEventId',
      );
    expect(rejectionOf(setAside(taken(itemEvent('E-1')), [], 'x'.repeat(256))).event.data).toHaveProperty(
      'sourceEventId',
    );
  });

  it('decides at intake for every team that receives, and never for governance', () => {
    expect(decidedFor(registry.recipients).map(({ role }) => role)).toEqual([
      'MASH',
      'EARLY_HELP',
      'SOCIAL_CARE',
    ]);
  });
});
