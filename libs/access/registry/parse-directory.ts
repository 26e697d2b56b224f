import { readFile } from 'node:fs/promises';
import { Ajv, type ErrorObject } from 'ajv';
import { covers, invalid } from '#platform';
import type { AgencyDirectory } from '../domain/agencies.js';
import { DIRECTORY_SCHEMA } from './directory-schema.js';

const isDirectory = new Ajv({ allErrors: true }).compile<AgencyDirectory>(DIRECTORY_SCHEMA);

/** Reads the agency directory. Throws `ACCESS.BAD_DIRECTORY`, naming every fault by its place and never by value. */
export async function loadAgencyDirectory(path: string): Promise<AgencyDirectory> {
  return parseAgencyDirectory(parseJson(await readText(path)));
}

/** Throws `ACCESS.BAD_DIRECTORY`. */
export function parseAgencyDirectory(value: unknown): AgencyDirectory {
  if (!isDirectory(value)) throw badDirectory((isDirectory.errors ?? []).map(faultOf));
  const faults = relationFaults(value);
  if (faults.length > 0) throw badDirectory(faults);
  return value;
}

const badDirectory = (faults: readonly string[]) =>
  invalid('ACCESS.BAD_DIRECTORY', `The agency directory cannot be used:\n- ${faults.join('\n- ')}`);

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw badDirectory(['the file cannot be read']);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badDirectory(['the file is not JSON']);
  }
}

function faultOf({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath.replaceAll('/', '.').replace(/^\./, '') || 'the directory';
  const { additionalProperty, allowedValues } = params as Readonly<Record<string, unknown>>;
  const more = typeof additionalProperty === 'string' ? ` (${additionalProperty})` : '';
  const allowed = Array.isArray(allowedValues) ? ` (${allowedValues.join(', ')})` : '';
  return `${place} ${message ?? 'is not valid'}${more}${allowed}`;
}

function relationFaults({ agencies, recipients, oversight = [] }: AgencyDirectory): string[] {
  const clients = agencies.map(({ client }) => client.id);
  const known = new Set<string>(agencies.map((agency) => agency.id));
  return [
    ...repeated(
      'agencies',
      'id',
      agencies.map((agency) => agency.id),
    ),
    ...repeated('agencies', 'client.id', clients),
    ...repeated(
      'recipients',
      'recipient',
      recipients.map((each) => each.recipient),
    ),
    ...oversight.flatMap(({ id, agency }, at) => [
      ...(clients.includes(id) ? [`oversight.${at}.id is the client of an agency`] : []),
      ...(known.has(agency) ? [] : [`oversight.${at}.agency is not an agency of the directory`]),
    ]),
    ...repeated(
      'oversight',
      'id',
      oversight.map(({ id }) => id),
    ),
    ...recipients.flatMap(({ agency, recipient }, at) => [
      ...(known.has(agency) ? [] : [`recipients.${at}.agency is not an agency of the directory`]),
      ...(covers(agency, recipient) ? [] : [`recipients.${at}.recipient is not a team of its agency`]),
    ]),
  ];
}

const repeated = (list: string, field: string, values: readonly string[]): string[] =>
  values.flatMap((value, at) =>
    values.indexOf(value) === at ? [] : [`${list}.${at}.${field} is the same as another's`],
  );
