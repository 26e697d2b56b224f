import { randomBytes } from 'node:crypto';
import type { AgencyId, RecipientId } from '#platform';
import type { Agency, AgencyDirectory, OversightClient, Recipient } from '../domain/agencies.js';
import { hashSecret } from './client-secret.js';

type Described = Omit<Agency, 'client'> & { readonly clientId: string };

/** Telephone numbers are of the range kept for fiction (01632 960000 to 960999). */
const described = (
  id: string,
  clientId: string,
  name: string,
  group: Agency['group'],
  sectors: Agency['sectors'],
  desk: Agency['desk'],
): Described => ({ id: id as AgencyId, clientId, name, group, sectors, desk });

const NORTHSHIRE: readonly Described[] = [
  described(
    'urn:agency:la:873',
    'northshire-childrens-services',
    "Northshire Children's Services",
    'social-care',
    ['social-care', 'agreement'],
    { name: 'MASH front desk', phone: '01632 960001' },
  ),
  described(
    'urn:agency:other:NSEH',
    'northshire-early-help',
    'Northshire Early Help',
    'early-help',
    ['early-help', 'agreement'],
    { name: 'Early help hub', phone: '01632 960002' },
  ),
  described(
    'urn:agency:ods:RZZ',
    'northshire-hospitals',
    'Northshire Hospitals',
    'health',
    ['health', 'agreement'],
    { name: 'Safeguarding children team', phone: '01632 960003' },
  ),
  described(
    'urn:agency:ods:G7H8J',
    'northshire-community-health',
    'Northshire Community Health',
    'health',
    ['health', 'agreement'],
    { name: 'Health visiting and school nursing desk', phone: '01632 960004' },
  ),
  described('urn:agency:force:35', 'northshire-police', 'Northshire Police', 'police', ['police'], {
    name: 'Public protection desk',
    phone: '01632 960005',
  }),
  ...(
    [
      ['199997', 'ashgrove-primary', 'Ashgrove Primary School', '01632 960006'],
      ['199998', 'beech-lane', 'Beech Lane School', '01632 960007'],
      ['199999', 'cedar-park-primary', 'Cedar Park Primary School', '01632 960008'],
    ] as const
  ).map(([urn, clientId, name, phone]) =>
    described(`urn:agency:urn:${urn}`, clientId, name, 'school', ['school', 'agreement'], {
      name: 'Designated safeguarding lead',
      phone,
    }),
  ),
  described(
    'urn:agency:other:NSYJ',
    'northshire-youth-justice',
    'Northshire Youth Justice Service',
    'youth-justice',
    ['youth-justice', 'agreement'],
    { name: 'Duty practitioner', phone: '01632 960009' },
  ),
  described('urn:agency:other:NSHO', 'northshire-housing', 'Northshire Housing', 'housing', ['housing'], {
    name: 'Homelessness team',
    phone: '01632 960010',
  }),
  described(
    'urn:agency:other:NSYC',
    'northshire-young-carers',
    'Northshire Young Carers',
    'voluntary',
    ['voluntary', 'agreement'],
    { name: 'Safeguarding lead', phone: '01632 960011' },
  ),
];

const team = (agency: string, code: string, name: string, role: Recipient['role']): Recipient => ({
  recipient: `${agency}/${code}` as RecipientId,
  agency: agency as AgencyId,
  name,
  role,
});

const TEAMS: readonly Recipient[] = [
  team('urn:agency:la:873', 'mash', 'Multi-agency safeguarding hub', 'MASH'),
  team('urn:agency:other:NSEH', 'family-help', 'Family help team', 'EARLY_HELP'),
  team('urn:agency:la:873', 'family-support', 'Family support team', 'SOCIAL_CARE'),
  team('urn:agency:la:873', 'governance', 'Information governance', 'IG'),
];

interface ClientSecret {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Under which key the secrets hold the client of information governance. */
export const DEMO_GOVERNANCE = 'urn:agency:la:873/governance' as AgencyId;

export interface DemoDirectory {
  readonly directory: AgencyDirectory;
  /** Fresh for each call, by agency, and by team for governance; only their hashes are in the directory. */
  readonly secrets: Readonly<Record<AgencyId, ClientSecret>>;
}

/** The invented county of Northshire: eleven agencies, one or more of each sector, three teams that receive, one information governance team. */
export async function createDemoDirectory(): Promise<DemoDirectory> {
  const made = await Promise.all(NORTHSHIRE.map(withSecret));
  const governance = await overseeing();
  const secrets = made.map(
    ({ agency, clientSecret }) => [agency.id, { clientId: agency.client.id, clientSecret }] as const,
  );
  return {
    directory: {
      agencies: made.map(({ agency }) => agency),
      recipients: TEAMS,
      oversight: [governance.client],
    },
    secrets: Object.fromEntries([...secrets, [DEMO_GOVERNANCE, governance.secret]]),
  };
}

async function overseeing(): Promise<{ readonly client: OversightClient; readonly secret: ClientSecret }> {
  const clientSecret = newSecret();
  const client: OversightClient = {
    id: 'northshire-governance',
    name: 'Northshire information governance',
    role: 'IG',
    agency: 'urn:agency:la:873' as AgencyId,
    secretHash: await hashSecret(clientSecret),
  };
  return { client, secret: { clientId: client.id, clientSecret } };
}

const newSecret = (): string => randomBytes(24).toString('base64url');

async function withSecret({ clientId, ...rest }: Described) {
  const clientSecret = newSecret();
  const agency: Agency = { ...rest, client: { id: clientId, secretHash: await hashSecret(clientSecret) } };
  return { agency, clientSecret };
}
