import type { AgencyDirectory } from './agencies.js';
import { admit } from './page-access.js';
import { isSitting, stateSitting } from './sitting.js';
import { isReader } from './viewer.js';
import { DEMONSTRATION_STAFF } from './demonstration-staff.js';
import { findViewer } from './viewer-from-claims.js';
import { createDemoDirectory } from '../registry/index.js';

const TEAM = 'urn:agency:la:873/digital';
const DIRECTORY = { agencies: [{ id: 'urn:agency:la:873' }], recipients: [] } as unknown as AgencyDirectory;

describe('Who a member of staff is here', () => {
  let directory: AgencyDirectory;
  beforeAll(async () => {
    ({ directory } = await createDemoDirectory());
  });

  it('knows each of the demonstration staff', () => {
    const roles = DEMONSTRATION_STAFF.map((claims) => findViewer(claims, directory)?.role);
    expect(roles).toEqual([
      'ANALYST',
      'EARLY_HELP',
      'DECISION_MANAGER',
      'CUSTODIAN',
      'IG_LEAD',
      'OPERATOR',
      'PARTNER',
    ]);
  });

  it.each([
    ['an unknown role', { hub_role: 'HEADTEACHER', hub_recipient: 'urn:agency:la:873/mash' }],
    ['no role', { hub_recipient: 'urn:agency:la:873/mash' }],
    ['no team', { hub_role: 'ANALYST' }],
    ['a team of another role', { hub_role: 'ANALYST', hub_recipient: 'urn:agency:other:NSEH/family-help' }],
    ['a team that may not read', { hub_role: 'ANALYST', hub_recipient: 'urn:agency:la:873/canteen' }],
    [
      'an agency that is not registered',
      { hub_role: 'IG_LEAD', hub_recipient: 'urn:agency:la:999/governance' },
    ],
  ])('lets nobody in with %s', (_what, claims) => {
    expect(findViewer({ sub: 'staff-1', ...claims }, directory)).toBeUndefined();
  });

  it('knows a post that may authorise, and takes any other word for none', () => {
    const manager = DEMONSTRATION_STAFF.find(({ hub_role: role }) => role === 'DECISION_MANAGER');
    expect(manager && findViewer(manager, directory)?.profession).toBe('SOCIAL_WORK_MANAGER');
    const boastful = manager && findViewer({ ...manager, hub_profession: 'HEADTEACHER' }, directory);
    expect(boastful).not.toHaveProperty('profession');
  });

  it('knows no team for a custodian, who sees what was opened and never what it says', () => {
    const custodian = DEMONSTRATION_STAFF.find(({ hub_role: role }) => role === 'CUSTODIAN');
    expect(custodian && findViewer(custodian, directory)).not.toHaveProperty('recipient');
  });

  it('takes only a purpose of the role and a reference that can hold no name', () => {
    const [claims] = DEMONSTRATION_STAFF;
    const viewer = claims && findViewer(claims, directory);
    if (!viewer || !isReader(viewer)) throw new Error('The analyst is missing');
    expect(stateSitting(viewer, 'SCREENING', ' c-2mx9 ')).toMatchObject({
      purpose: 'SCREENING',
      reference: 'C-2MX9',
    });
    expect(stateSitting(viewer, 'IG_AUDIT', 'Isla Marlow')).toEqual(['NO_PURPOSE', 'NO_REFERENCE']);
    for (const name of ['ISLA-MARLOW', 'I-MARLOW', 'ISL-MARLOW'])
      expect(stateSitting(viewer, 'SCREENING', name)).toEqual(['NO_REFERENCE']);
    expect(isSitting(stateSitting(viewer, undefined, undefined))).toBe(false);
  });
});

describe('Who may open a page', () => {
  const open = (role: string) => {
    const viewer = findViewer({ sub: 'staff-1', hub_role: role, hub_recipient: TEAM }, DIRECTORY);
    return admit({ to: 'ROLES', roles: ['IG_LEAD', 'OPERATOR'] }, viewer, undefined);
  };

  it('asks those who read records for a purpose, and an operator, who reads none, for nothing', () => {
    expect(open('IG_LEAD')).toBe('STATE_PURPOSE');
    expect(open('OPERATOR')).toBe('ADMITTED');
  });

  it('knows no team for an operator, so that nothing can be decided for one', () => {
    const claims = { sub: 'staff-1', hub_role: 'OPERATOR', hub_recipient: TEAM };
    expect(findViewer(claims, DIRECTORY)).not.toHaveProperty('recipient');
  });

  it('binds the owner of a partner system to its agency, with no team to decide for and nothing to state', () => {
    const claims = { sub: 'staff-1', hub_role: 'PARTNER', hub_recipient: 'urn:agency:la:873/systems' };
    const owner = findViewer(claims, DIRECTORY);
    expect(owner).toMatchObject({ agency: 'urn:agency:la:873', purposes: [] });
    expect(owner).not.toHaveProperty('recipient');
    expect(admit({ to: 'ROLES', roles: ['PARTNER'] }, owner, undefined)).toBe('ADMITTED');
    expect(admit({ to: 'ROLES', roles: ['OPERATOR'] }, owner, undefined)).toBe('WRONG_ROLE');
    const stranger = { ...claims, hub_recipient: 'urn:agency:la:999/systems' };
    expect(findViewer(stranger, DIRECTORY)).toBeUndefined();
  });

  it('does not show a page that declares nothing, to anybody', () => {
    expect(admit(undefined, undefined, undefined)).toBe('NO_SUCH_PAGE');
  });

  it('asks to sign in before it says anything about a page for roles', () => {
    expect(admit({ to: 'ROLES', roles: ['IG_LEAD'] }, undefined, undefined)).toBe('SIGN_IN');
  });
});
