import { readFileSync } from 'node:fs';
import { topicOf } from '#feed';
import type { Principals } from '#feed/kafka';
import { invalid, type AgencyId } from '#platform';
import { understood } from '#platform/arguments';

export const USAGE = `Grants each agency its own topics and nothing else, and the hub what it needs of all. Takes nothing away.

  npm run kafka:permissions [-- options]

  --hub NAME           the account of the hub (hub)
  --principals FILE    JSON: the account of each agency by its id; an agency that is not named there has the
                       account that its topics end with, for example ods-G7H8J
  --dry-run            says what it would grant
  --help               this text

Names are those of Kafka without "User:". Brokers must refuse what is not granted (allow.everyone.if.no.acl.found=false).
KAFKA_BROKERS and what goes with it say where Kafka is: the account must be allowed to alter permissions.
AGENCIES_FILE names the directory; the demonstration's where it is absent.
`;

export interface PermissionsOptions {
  readonly help: boolean;
  readonly dryRun: boolean;
  readonly hub: string;
  readonly principalsFile: string | undefined;
}

/** Throws `PROGRAM.ARGUMENT`. */
export function readPermissionsOptions(args: readonly string[]): PermissionsOptions {
  const { values } = understood(args, {
    options: { hub: { type: 'string' }, principals: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  });
  const { hub = 'hub', principals: principalsFile, 'dry-run': dryRun = false, help = false } = values;
  return { help, dryRun, hub, principalsFile };
}

/** Who each agency is to Kafka. Throws `ADMIN.PRINCIPALS` where the file is not what it should be. */
export function principalsOf(
  agencies: readonly AgencyId[],
  { hub, principalsFile }: Pick<PermissionsOptions, 'hub' | 'principalsFile'>,
): Principals {
  const named = principalsFile === undefined ? {} : readNames(principalsFile, agencies);
  const byTopic = (agency: AgencyId) => topicOf(agency).replace('throughline.events.', '');
  return { hub, agencies: new Map(agencies.map((agency) => [agency, named[agency] ?? byTopic(agency)])) };
}

function readNames(file: string, agencies: readonly AgencyId[]): Readonly<Record<string, string>> {
  const names = parsed(file);
  const strangers = Object.keys(names).filter((id) => !agencies.some((agency) => agency === id));
  if (strangers.length > 0)
    throw invalid(
      'ADMIN.PRINCIPALS',
      `${file} names what is no agency of the directory: ${strangers.join(', ')}`,
    );
  return names;
}

function parsed(file: string): Readonly<Record<string, string>> {
  const complaint = invalid('ADMIN.PRINCIPALS', `${file} is not a JSON object of account names by agency id`);
  try {
    const names = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (isNames(names)) return names;
  } catch {
    throw complaint;
  }
  throw complaint;
}

const isNames = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((name) => typeof name === 'string' && name !== '' && !name.startsWith('User:'));
