import { readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { SECTORS, type SourceEvent } from '../envelope.js';
import {
  catalogue,
  describeDetails,
  findEntry,
  findSector,
  kindOf,
  mayPublish,
  summaryOf,
  titleOf,
  versionsOf,
} from './index.js';

const exampleOf = (type: string) =>
  JSON.parse(readFileSync(projectPath(`contracts/examples/${type}/valid.json`), 'utf8')) as SourceEvent;

describe('the catalogue', () => {
  it('names every type for screens, without its code', () => {
    expect(titleOf('health.was-not-brought.v1')).toBe('Was not brought to an appointment');
    expect(titleOf('health.was-not-brought')).toBe('Was not brought to an appointment');
    expect(titleOf('health.horoscope-read.v1')).toBe('health.horoscope-read.v1');
  });

  it('finds the newest version of a kind, and keeps every version', () => {
    expect(findEntry('school.attendance-threshold')?.version).toBe(2);
    expect(findEntry('school.attendance-threshold.v1')?.version).toBe(1);
    expect(versionsOf('school.attendance-threshold').map(({ version }) => version)).toEqual([1, 2]);
    expect(kindOf('social-care.s47-started.v1')).toBe('social-care.s47-started');
  });

  it('tells kind, sector and default sensitivity', () => {
    expect(kindOf('police.ppn-submitted.v1')).toBe('police.ppn-submitted');
    expect(findSector('early-help.taf-held.v1')).toBe('early-help');
    expect(findSector('horoscope.read.v1')).toBeUndefined();
    expect(findEntry('police.domestic-abuse-incident.v1')?.defaultSensitivity).toBe('C');
    expect(findEntry('health.parent-need-disclosed.v1')?.defaultSensitivity).toBe('R');
  });
});

describe.each(catalogue().map(({ type }) => type))('details of %s', (type) => {
  const { details } = exampleOf(type).data;

  it('are described in plain words, every field', () => {
    const described = describeDetails(type, details);
    expect(described.length).toBeGreaterThanOrEqual(Object.keys(details).length);
    expect(described.filter(({ label }) => label in details)).toEqual([]);
    expect(described.filter(({ value }) => /^[A-Z]+_[A-Z_0-9]+$|^true$|^false$|T\d\d:/.test(value))).toEqual(
      [],
    );
  });

  it('are summed up in one or two lines without a gap', () => {
    const lines = summaryOf(type, details);
    expect([1, 2]).toContain(lines.length);
    expect(lines.filter((line) => /[{}]|undefined|\.\./.test(line))).toEqual([]);
  });

  it('are summed up in a sentence even where only the required ones came', () => {
    const required = findEntry(type)?.schema.$defs.details.required ?? [];
    const few = Object.fromEntries(Object.entries(details).filter(([name]) => required.includes(name)));
    expect(summaryOf(type, few)[0]).toMatch(/^.{3,}\.$/);
  });
});

describe('who may publish a type', () => {
  it('is an agency of one of the sectors that the contract names', () => {
    expect(mayPublish('early-help.stepped-down.v1', ['social-care', 'agreement'])).toBe(true);
    expect(mayPublish('early-help.taf-held.v1', ['social-care', 'agreement'])).toBe(false);
    expect(mayPublish('agreement.given.v1', ['social-care', 'agreement'])).toBe(true);
  });

  it('is the sector itself for a type that is not in the catalogue, so that its agency learns of the mistake', () => {
    expect(mayPublish('health.horoscope-read.v1', ['health'])).toBe(true);
    expect(mayPublish('health.horoscope-read.v1', ['police'])).toBe(false);
    expect(mayPublish('horoscope.read.v1', [...SECTORS])).toBe(false);
  });
});

describe('plain words', () => {
  it('spell out codes, dates in London time and yes or no', () => {
    expect(
      describeDetails('early-help.assessment-closed.v1', { closureCode: 'STEPPED_UP', levelBefore: 4 }),
    ).toEqual([
      { label: 'How it ended', value: 'Stepped up to social care' },
      { label: 'Level before', value: 'Level 4: complex needs' },
    ]);
    expect(describeDetails('police.missing-started.v1', { lastSeenAt: '2026-07-01T15:10:00Z' })).toEqual([
      { label: 'Last seen', value: '1 July 2026, 4:10pm' },
    ]);
  });

  it('tell the parts of each entry of a list', () => {
    const register = [
      { code: 'I', sessions: 4 },
      { code: 'O', sessions: 8 },
    ];
    expect(describeDetails('school.attendance-threshold.v2', { register })).toEqual([
      {
        label: 'Sessions by attendance code',
        value: 'Absent: illness, 4; Absent without leave: other or unknown, 8',
      },
    ]);
  });

  it('name a school or team where the reader knows its name', () => {
    const details = { toSchool: 'urn:agency:urn:199998', plannedFor: '2026-09-01' };
    const nameOf = (id: string) => (id === 'urn:agency:urn:199998' ? 'Beech Lane School' : undefined);
    expect(describeDetails('school.transition-planned.v1', details, nameOf)).toContainEqual({
      label: 'To school',
      value: 'Beech Lane School',
    });
  });

  it('are empty for a retraction, and for a type nobody knows', () => {
    expect(describeDetails('health.was-not-brought.v1', {})).toEqual([]);
    expect(summaryOf('health.was-not-brought.v1', {})).toEqual([]);
    expect(describeDetails('health.horoscope-read.v1', { sign: 'Leo' })).toEqual([]);
  });

  it('put the note of the publisher on the second line', () => {
    const details = { kind: 'CAF', note: 'CAF started by the primary school for the transition.' };
    expect(summaryOf('early-help.assessment-started.v1', details)).toEqual([
      'Common assessment (CAF).',
      'CAF started by the primary school for the transition.',
    ]);
  });
});
