import type { StaffClaims } from './viewer-from-claims.js';

/** Invented staff of the demonstration county; known to the embedded sign-in only. */
export const DEMONSTRATION_STAFF: readonly (StaffClaims & {
  readonly name: string;
  readonly post: string;
})[] = [
  {
    sub: 'staff-4e1c7a52',
    name: 'Asha Rahman',
    post: 'Analyst, Northshire front door (MASH)',
    hub_role: 'ANALYST',
    hub_recipient: 'urn:agency:la:873/mash',
  },
  {
    sub: 'staff-b02d96f8',
    name: 'Tom Birch',
    post: 'Early help worker, Northshire Early Help',
    hub_role: 'EARLY_HELP',
    hub_recipient: 'urn:agency:other:NSEH/family-help',
  },
  {
    sub: 'staff-5d8b20e7',
    name: 'Grace Okafor',
    post: 'Social work manager, Northshire front door (MASH): may authorise an override',
    hub_role: 'DECISION_MANAGER',
    hub_recipient: 'urn:agency:la:873/mash',
    hub_profession: 'SOCIAL_WORK_MANAGER',
  },
  {
    sub: 'staff-e61c93ab',
    name: 'Nadia Frost',
    post: 'Named nurse, custodian of restricted records, Northshire Community Health',
    hub_role: 'CUSTODIAN',
    hub_recipient: 'urn:agency:ods:G7H8J/safeguarding',
  },
  {
    sub: 'staff-73f5e0c1',
    name: 'Imran Cole',
    post: 'Information governance lead, Northshire',
    hub_role: 'IG_LEAD',
    hub_recipient: 'urn:agency:la:873/governance',
  },
  {
    sub: 'staff-c9a81d36',
    name: 'Robin Hale',
    post: 'Operator, Northshire digital team',
    hub_role: 'OPERATOR',
    hub_recipient: 'urn:agency:la:873/digital',
  },
  {
    sub: 'staff-5d07b3e9',
    name: 'Nadia Osei',
    post: 'System owner, Northshire Hospitals',
    hub_role: 'PARTNER',
    hub_recipient: 'urn:agency:ods:RZZ/systems',
  },
];
