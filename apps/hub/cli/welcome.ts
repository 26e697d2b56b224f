import { DEMONSTRATION_STAFF } from '#access';
import type { CountyRecord } from '../demo/county-record.js';

const ERRANDS: Readonly<Record<string, string>> = {
  ANALYST: 'screens contacts: sees what the front door may see of a family',
  EARLY_HELP: 'works with a family that agreed: sees less, and why',
  DECISION_MANAGER: 'decides, and authorises as second person what an analyst asks to override',
  CUSTODIAN: 'is alerted when restricted records are opened in an emergency, and reviews it',
  IG_LEAD: 'answers for sharing: agreements, decisions, who saw what; no content',
  PARTNER: 'owns a hospital’s system: what became of its events, what was rejected and why; no names',
  OPERATOR: 'keeps the hub running: what is late, stuck or quiet; no personal data',
};

/** What a person who has just started the hub needs to know. */
export function welcome(about: {
  readonly baseUrl: string;
  readonly gatewayUrl: string;
  readonly demoSignIn: boolean;
  readonly county: CountyRecord | undefined;
  readonly credentialsFile: string | undefined;
}): string {
  const { baseUrl, gatewayUrl, demoSignIn, county, credentialsFile } = about;
  return [
    `Throughline is ready at ${baseUrl}`,
    '',
    ...(demoSignIn ? ['Sign in as', ...signIns(), ''] : []),
    ...(county?.worthOpening ? families(county.worthOpening) : []),
    `Partner systems: ${gatewayUrl}/docs`,
    ...(credentialsFile ? [`Their credentials: ${credentialsFile}`] : []),
    'Stop with Ctrl-C. The next start takes seconds; everything is kept.',
    '',
  ].join('\n');
}

const signIns = (): string[] =>
  DEMONSTRATION_STAFF.map(
    ({ name, post, hub_role: role }) =>
      `  ${name.padEnd(12)} ${post}\n${' '.repeat(15)}${ERRANDS[role ?? ''] ?? ''}`,
  );

const families = (worth: NonNullable<CountyRecord['worthOpening']>): string[] => [
  'Families worth opening (search for the child; all are invented)',
  ...worth
    .slice(0, 3)
    .flatMap(({ childName, dateOfBirth, why }) => [`  ${childName}, born ${dateOfBirth}`, `    ${why}`]),
  '',
];
