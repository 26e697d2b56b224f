import { createQuietAgencies, type HeardDay } from '#governance';
import type { AgencyId } from '#platform';
import { closedAt } from './closed-days.js';

const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const COUNCIL = 'urn:agency:la:873' as AgencyId;
/** Every school day from 9 November to Christmas Eve 2026. */
const heard = Array.from({ length: 46 }, (_, at) => new Date(Date.UTC(2026, 10, 9 + at)))
  .filter((day) => ![0, 6].includes(day.getUTCDay()))
  .map((day): HeardDay => {
    const text = day.toISOString().slice(0, 10);
    return {
      day: text,
      events: 3,
      first: new Date(`${text}T08:00:00Z`),
      last: new Date(`${text}T16:00:00Z`),
    };
  });

describe('Days on which an agency is not expected to send', () => {
  it('are those of its own calendar in the rule set, or of the one for everyone else', () => {
    const closed = closedAt(new Date('2026-12-01T09:00:00Z'));
    expect(closed(SCHOOL)).toContain('2026-12-25');
    expect(closed(SCHOOL)).not.toContain('2026-12-29');
    expect(closed(COUNCIL)).toContain('2026-12-29');
  });

  it('keep a school from being called quiet over Christmas, and not for long after', async () => {
    const quiet = createQuietAgencies({ heardDays: async () => new Map([[SCHOOL, heard]]) });
    const stateAt = async (moment: string, closed?: ReturnType<typeof closedAt>) =>
      (await quiet.judge([SCHOOL], new Date(moment), closed))[0]?.silence.state;
    const closed = closedAt(new Date('2026-12-29T12:00:00Z'));
    expect(await stateAt('2026-12-29T12:00:00Z')).toBe('QUIET');
    expect(await stateAt('2026-12-29T12:00:00Z', closed)).toBe('LIVELY');
    expect(await stateAt('2026-12-31T12:00:00Z', closed)).toBe('QUIET');
  });
});
