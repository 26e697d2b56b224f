import { isThroughlineError, type AgencyId } from '#platform';
import { grantsOf } from './permissions.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const SCHOOL = 'urn:agency:urn:199997' as AgencyId;
const grants = grantsOf({
  hub: 'hub',
  agencies: new Map([
    [POLICE, 'force-35'],
    [SCHOOL, 'urn-199997'],
  ]),
});

const codeOf = (ask: () => unknown): string => {
  try {
    ask();
    return 'none';
  } catch (error) {
    return isThroughlineError(error) ? error.code : String(error);
  }
};

describe('Permissions in Kafka', () => {
  it.each([
    ['another agency', 'other-NS', 'other-NS-EH'],
    ['the hub', 'force-35', 'throughline'],
    ['the hub’s readings', 'force-35', 'throughline-reader'],
  ])('are not granted where an account could enter the groups of %s', (_whose, police, school) => {
    const agencies = new Map([
      [POLICE, police],
      [SCHOOL, school],
    ]);
    expect(codeOf(() => grantsOf({ hub: 'hub', agencies }))).toBe('FEED.PRINCIPALS_OVERLAP');
  });

  it('are granted to one account that speaks for two agencies, and to names that only look alike', () => {
    const agencies = new Map([
      [POLICE, 'other-NS'],
      [SCHOOL, 'other-NS'],
      ['urn:agency:other:NSEH' as AgencyId, 'other-NSEH'],
    ]);
    expect(codeOf(() => grantsOf({ hub: 'hub', agencies }))).toBe('none');
  });

  it('name, for each agency, no resource but its own', () => {
    const ofPolice = grants.filter(({ principal }) => principal === 'User:force-35');
    expect([...new Set(ofPolice.map(({ resourceName }) => resourceName))]).toEqual([
      'throughline.events.force-35',
      'throughline.receipts.force-35',
      'force-35-',
    ]);
  });

  it('reach no further than one topic each, and forbid nothing by exception', () => {
    const topics = grants.filter(({ resourceName }) => resourceName.startsWith('throughline.'));
    expect(new Set(topics.map(({ resourcePatternType }) => resourcePatternType)).size).toBe(1);
    expect(new Set(grants.map(({ permissionType }) => permissionType)).size).toBe(1);
  });
});
