import fc from 'fast-check';
import { POINTER_CLASSES, RESTRICTED_CLASSES } from '../envelope.js';
import { neverTaken } from './never-taken.js';

const TYPE = 'social-care.looked-after-started.v1';
const MEETING = 'social-care.strategy-held.v1';
const POINTER = 'social-care.custodian-pointer.v1';
const told = (type: string, data: object) =>
  neverTaken({ type, data }).map(({ code, path }) => `${code} ${path}`);

describe('What is never taken', () => {
  it.each(POINTER_CLASSES)(
    'is a detail of the class %s, of the event or of one person in it',
    (restricted) => {
      const details = { since: '2026-03-09' };
      expect(told(TYPE, { restricted: [restricted], details })).toEqual([
        'OUTSIDE.POINTER_ONLY /data/details',
      ]);
      const subjects = [{ localId: 'C-1' }, { localId: 'C-2', restricted: ['MARAC', restricted] }];
      expect(told(TYPE, { subjects, details })).toEqual(['OUTSIDE.POINTER_ONLY /data/subjects/1/restricted']);
      expect(told(TYPE, { restricted: [restricted], details: {}, retracts: 'E-1' })).toEqual([]);
    },
  );

  it('is none of the classes that are held with their details', () => {
    const held = RESTRICTED_CLASSES.filter((each) => !POINTER_CLASSES.some((name) => name === each));
    expect(held).toEqual(['MAPPA', 'MARAC', 'SAFE_ADDRESS', 'SENSITIVE_SERVICE', 'SEALED_LIST']);
    expect(told(TYPE, { restricted: held, details: { since: '2026-03-09' } })).toEqual([]);
  });

  it('is a pointer that says who somebody is, or how people belong together', () => {
    const subject = { localId: 'C-1', role: 'child', onRecord: true };
    const data = { restricted: ['ADOPTION'], details: { custodian: 'urn:agency:la:873' } };
    expect(told(POINTER, { ...data, subjects: [subject], relationships: [] })).toEqual([]);
    for (const field of ['names', 'identifiers', 'dateOfBirth', 'address', 'sex'])
      expect(told(POINTER, { ...data, subjects: [subject, { ...subject, [field]: '' }] })).toEqual([
        'OUTSIDE.POINTER_ONLY /data/subjects/1',
      ]);
    expect(told(POINTER, { ...data, subjects: [subject], relationships: [{}] })).toEqual([
      'OUTSIDE.POINTER_ONLY /data/relationships',
    ]);
  });

  it('is the minutes of MAPPA, whatever the event is of and however it says so', () => {
    for (const minutes of [true, 'yes', 1, null])
      expect(told(TYPE, { minutes })).toEqual(['OUTSIDE.MAPPA_MINUTES /data/minutes']);
    expect(told(TYPE, { minutes: false })).toEqual([]);
  });

  it('is a meeting of class MAPPA with a note of what was said, and not one without', () => {
    const details = { outcome: 'S47', note: 'Example note.' };
    expect(told(MEETING, { restricted: ['MAPPA'], details })).toEqual([
      'OUTSIDE.MAPPA_MINUTES /data/details/note',
    ]);
    expect(told(MEETING, { restricted: ['MAPPA'], details: { outcome: 'S47' } })).toEqual([]);
    expect(told(MEETING, { details })).toEqual([]);
    expect(told(TYPE, { restricted: ['MAPPA'], details })).toEqual([]);
  });

  it('is answered for anything at all that may be sent', () => {
    fc.assert(fc.property(fc.anything(), (sent) => Array.isArray(neverTaken(sent))));
    fc.assert(fc.property(fc.jsonValue(), (data) => Array.isArray(neverTaken({ type: TYPE, data }))));
  });
});
