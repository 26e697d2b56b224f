import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { projectPath } from '#platform';
import { type EventData, type SourceEvent, type Subject } from '../envelope.js';
import { findReason } from '../reasons/reason-codes.js';
import { ANNOTATIONS } from '../schemas/json-schema.js';
import { findPublishedContract } from '../schemas/published-contract.js';
import { createValidator } from './validator.js';

const validator = createValidator();
const NOW = new Date('2026-03-10T09:00:00Z');
const read = (type: string) =>
  JSON.parse(readFileSync(projectPath(`contracts/examples/${type}/valid.json`), 'utf8')) as SourceEvent;
const event = read('health.was-not-brought.v1');

const withData = (data: Partial<EventData>): SourceEvent => ({ ...event, data: { ...event.data, ...data } });
const [child, mother] = event.data.subjects as readonly [Subject, Subject];
const reasons = (candidate: unknown, now = NOW) => {
  const result = validator.validate(candidate, now);
  return result.ok ? [] : result.reasons.map(({ code, path }) => `${code} ${path}`);
};

describe('form', () => {
  it.each([
    ['nothing', undefined, 'SCHEMA.WRONG_TYPE '],
    ['a list', [event], 'SCHEMA.WRONG_TYPE '],
    ['no type', { ...event, type: undefined }, 'SCHEMA.MISSING_FIELD /type'],
    [
      'a type that is not in the catalogue',
      { ...event, type: 'health.horoscope-read.v1' },
      'SCHEMA.UNKNOWN_TYPE /type',
    ],
    ['another version of CloudEvents', { ...event, specversion: '0.3' }, 'SCHEMA.NOT_IN_LIST /specversion'],
    ['an id with a space', { ...event, id: 'a b' }, 'SCHEMA.FORMAT /id'],
    ['an id that is one step of a path', { ...event, id: '.' }, 'SCHEMA.ID_NOT_IN_ADDRESS /id'],
    ['an id that is a step up a path', { ...event, id: '..' }, 'SCHEMA.ID_NOT_IN_ADDRESS /id'],
    ['a time without an offset', { ...event, time: '2026-03-09T14:30:00' }, 'SCHEMA.FORMAT /time'],
    ['a time after a space', { ...event, time: '2026-03-09 14:30:00Z' }, 'SCHEMA.FORMAT /time'],
    ['half an offset', { ...event, time: '2099-03-09T14:30:00+01' }, 'SCHEMA.FORMAT /time'],
    ['an offset of no place', { ...event, time: '2026-03-09T14:30:00+23:59' }, 'SCHEMA.FORMAT /time'],
    ['a leap second', { ...event, time: '2099-12-31T23:59:60Z' }, 'SCHEMA.FORMAT /time'],
    ['the year nought', { ...event, time: '0000-03-09T14:30:00Z' }, 'SCHEMA.FORMAT /time'],
    ['a time before the year 1', { ...event, time: '0001-01-01T00:00:00+01:00' }, 'SCHEMA.FORMAT /time'],
    [
      'a birth in the year nought',
      { ...event, data: { ...event.data, subjects: [{ ...child, dateOfBirth: '0000-03-09' }, mother] } },
      'SCHEMA.FORMAT /data/subjects/0/dateOfBirth',
    ],
    [
      'a category nobody registered',
      { ...event, data: { ...event.data, sensitivity: 'P' } },
      'SCHEMA.NOT_IN_LIST /data/sensitivity',
    ],
    ['base64 data', { ...event, data_base64: 'e30=' }, 'SCHEMA.UNKNOWN_FIELD '],
  ])('is refused with %s', (_what, candidate, expected) => {
    expect(reasons(candidate)).toContain(expected);
  });

  it.each(['2026-03-09t14:30:00z', '2026-03-09T14:30:00.123456789-05:30', '2024-02-29T23:59:59+14:00'])(
    'accepts %s as a time, by the letter of RFC 3339',
    (time) => {
      expect(reasons({ ...event, time })).toEqual([]);
    },
  );

  it('accepts extension attributes of CloudEvents, as any intermediary may add them', () => {
    expect(
      reasons({
        ...event,
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        partitionkey: 'x',
      }),
    ).toEqual([]);
  });

  it('names no field that its publisher made up, wherever it stands and whatever is in it', () => {
    const marked = { 'Marker Child': { seen: true }, markerchild: ['x'] };
    const { sharing, details } = event.data;
    const everywhere = {
      ...{ ...event, ...marked },
      data: {
        ...{ ...event.data, ...marked },
        subjects: [{ ...child, ...marked, identifiers: { ...child.identifiers, ...marked } }, mother],
        sharing: { ...sharing, ...marked },
        details: { ...details, ...marked },
      },
    };
    expect(reasons(everywhere)).not.toEqual([]);
    expect(reasons(everywhere).join(' ')).not.toMatch(/marker/i);
  });

  it('tells every fault at once, up to twenty', () => {
    const data = { ...event.data, details: undefined };
    const many = Array.from({ length: 30 }, (_, index) => ({ ...child, localId: `EX ${index}` }));
    expect(reasons({ ...event, time: 'soon', data: { ...data, subjects: [child, mother] } })).toHaveLength(2);
    expect(reasons(withData({ subjects: many }))).toHaveLength(20);
  });
});

describe('sense', () => {
  it.each([
    [
      'a main person who is a third party',
      withData({ subjects: [{ ...child, onRecord: false }, mother] }),
      'SUBJECT.NOT_ON_RECORD /data/subjects/0/onRecord',
    ],
    [
      'a person listed twice',
      withData({ subjects: [child, mother, mother] }),
      'SUBJECT.LISTED_TWICE /data/subjects/2/localId',
    ],
    [
      'someone related to themselves',
      withData({ relationships: [{ from: 'EX-000001', to: 'EX-000001', kind: 'SIBLING_OF' }] }),
      'RELATIONSHIP.WITH_SELF /data/relationships/0/to',
    ],
    ['a correction of itself', withData({ corrects: event.id }), 'CORRECTION.OF_ITSELF /data/corrects'],
    [
      'a correction that is a retraction too',
      withData({ corrects: 'a', retracts: 'b', details: {} }),
      'CORRECTION.AND_RETRACTION /data/retracts',
    ],
    [
      'a birth a year ahead',
      withData({ subjects: [{ ...child, dateOfBirth: '2027-03-10' }, mother] }),
      'TIME.BIRTH_TOO_FAR_AHEAD /data/subjects/0/dateOfBirth',
    ],
  ])('is refused with %s', (_what, candidate, expected) => {
    expect(reasons(candidate)).toEqual([expected]);
  });

  it('accepts an unborn child by the expected date', () => {
    expect(reasons(withData({ subjects: [{ ...child, dateOfBirth: '2026-10-01' }, mother] }))).toEqual([]);
  });

  it.each([
    ['2026-03-10T09:05:00Z', []],
    ['2026-03-10T09:05:01Z', ['TIME.IN_FUTURE /time']],
  ])('with five minutes between clocks allowed, an event at %s gives %j', (time, expected) => {
    expect(reasons({ ...event, time })).toEqual(expected);
  });

  it.each([
    ['2026-04-06T15:00:00Z', []],
    ['2026-04-06T15:00:01Z', ['JUDGEMENT.REVIEW_TOO_LATE /data/sharing/judgement/reviewBy']],
    ['2026-03-09T15:00:00Z', ['JUDGEMENT.REVIEW_BEFORE_MADE /data/sharing/judgement/reviewBy']],
  ])('a judgement of 9 March to be reviewed by %s gives %j', (reviewBy, expected) => {
    const contact = read('social-care.contact-received.v1');
    const judgement = { ...contact.data.sharing.judgement, reviewBy };
    expect(
      reasons({ ...contact, data: { ...contact.data, sharing: { ...contact.data.sharing, judgement } } }),
    ).toEqual(expected);
  });

  it('an agreement may end on the day it was given, but not before', () => {
    const given = read('agreement.given.v1');
    const ending = (expiresAt: string) => ({
      ...given,
      data: { ...given.data, details: { ...given.data.details, expiresAt } },
    });
    expect(reasons(ending('2026-03-09'))).toEqual([]);
    expect(reasons(ending('2026-03-08'))).toEqual(['TIME.WRONG_ORDER /data/details/expiresAt']);
  });

  it('an agreement given by somebody with a local id lists them', () => {
    const given = read('agreement.given.v1');
    expect(reasons({ ...given, data: { ...given.data, subjects: [child], relationships: [] } })).toEqual([
      'SUBJECT.NOT_LISTED /data/details/givenBy/localId',
    ]);
  });

  it('a retraction of an event that relied on an agreement need not name it', () => {
    const { purpose, authority, existenceMayBeTold } = event.data.sharing;
    const sharing = { purpose, authority, existenceMayBeTold, basisOffered: 'D6' as const };
    expect(reasons(withData({ sharing }))).toEqual(['AGREEMENT.NO_REFERENCE /data/sharing/agreement']);
    expect(reasons(withData({ sharing, retracts: 'EX-1', details: {} }))).toEqual([]);
  });
});

describe('details that owe each other something', () => {
  const attendance = read('school.attendance-threshold.v2');
  const told = (details: object) =>
    reasons({
      ...attendance,
      data: { ...attendance.data, details: { ...attendance.data.details, ...details } },
    });

  it.each([
    [{ periodEnd: '2026-01-05' }, []],
    [{ periodEnd: '2026-01-04' }, ['TIME.WRONG_ORDER /data/details/periodEnd']],
    [{ possible: 70, missed: 7 }, []],
    [{ possible: 70, missed: 6 }, ['SCHEMA.NUMBERS_DISAGREE /data/details/missed']],
    [{ possible: 70, missed: 35, threshold: 'SEVERE_50' }, []],
    [{ possible: 12, missed: 13 }, ['SCHEMA.NUMBERS_DISAGREE /data/details/missed']],
  ])('of attendance, changed by %j, are told %j', (change, expected) => {
    expect(told(change)).toEqual(expected);
  });

  it('owe nothing where one of them is absent, nor in a retraction', () => {
    const programme = read('early-help.programme-completed.v1');
    const details = { ...programme.data.details, sessionsPlanned: undefined, sessionsAttended: 99 };
    const sent = JSON.parse(
      JSON.stringify({ ...programme, data: { ...programme.data, details } }),
    ) as unknown;
    expect(reasons(sent)).toEqual([]);
    const retraction = { ...programme.data, retracts: 'EX-1', details: {} };
    expect(reasons({ ...programme, data: retraction })).toEqual([]);
  });

  it('keep no factor apart from every other factor', () => {
    const done = read('social-care.assessment-completed.v1');
    const factors = (...codes: string[]) =>
      reasons({ ...done, data: { ...done.data, details: { ...done.data.details, factors: codes } } });
    expect(factors('21')).toEqual([]);
    expect(factors('1B', '21')).toEqual(['SCHEMA.STANDS_ALONE /data/details/factors']);
  });
});

describe('a hub for invented people', () => {
  it('takes only NHS numbers that are reserved for test', () => {
    const real = withData({ subjects: [{ ...child, identifiers: { nhsNumber: '5000000005' } }, mother] });
    expect(reasons(real)).toEqual([]);
    expect(createValidator({ onlyTestNumbers: true }).validate(real, NOW)).toMatchObject({
      reasons: [{ code: 'IDENTIFIER.NOT_TEST_RANGE' }],
    });
  });
});

describe('what a publisher is told', () => {
  it('never repeats a value or a name of a field that it made up', () => {
    const places = ['localId', 'role', 'dateOfBirth', 'Zebediah'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.string({ minLength: 6 }), (place, noise) => {
        const secret = `Quux${noise}`;
        const subject = { ...child, [place]: secret, [secret]: 1 };
        const told = JSON.stringify(validator.validate(withData({ subjects: [subject] }), NOW));
        return told.startsWith('{"ok":false') && !told.includes('Quux') && !told.includes('Zebediah');
      }),
    );
  });

  it('never fails, and always has a code of the catalogue, whatever it sends', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('subjects', 'details', 'sharing', 'recordedAt'),
        (value, field) => {
          const result = validator.validate({ ...event, data: { ...event.data, [field]: value } }, NOW);
          return result.ok || result.reasons.every(({ code }) => findReason(code) !== undefined);
        },
      ),
    );
  });
});

describe('a contract as handed out', () => {
  it('works with any JSON Schema validator, in its one document', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ANNOTATIONS.forEach((keyword) => ajv.addKeyword(keyword));
    const isValid = ajv.compile(findPublishedContract(event.type)?.schema ?? {});
    expect(isValid(event)).toBe(true);
    expect(isValid({ ...event, data: {} })).toBe(false);
  });
});
