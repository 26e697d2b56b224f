import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { invalid } from '#platform';
import { type Credentials } from '../publish/publish-county.js';

export const HELP = `Publishes Northshire, an invented county, to a hub as its agencies would.

  --url URL            where the gateway answers, for example http://127.0.0.1:3000
  --credentials FILE   JSON: {"<agency id>": {"clientId": "...", "clientSecret": "..."}}
  --families N         how many families (400)
  --seed N             the same seed gives the same county (7)
  --rate N             events a second; 0 is as fast as the hub takes them (0)
  --end-on DATE        the eighteen months end the day before (today)
  --help               this text
`;

export interface Arguments {
  readonly url: string;
  readonly credentials: Credentials;
  readonly families: number;
  readonly seed: number;
  readonly rate: number;
  readonly endOn: string;
}

/** @param today ISO date. 'help' where help is asked for; throws `SIMULATOR.ARGUMENT` naming what is wrong. */
export function readArguments(argv: readonly string[], today: string): Arguments | 'help' {
  const { values } = parsed(argv);
  if (values.help === true) return 'help';
  return {
    url: required('--url', values.url),
    credentials: readCredentials(required('--credentials', values.credentials)),
    families: whole('--families', values.families ?? '400'),
    seed: whole('--seed', values.seed ?? '7'),
    rate: whole('--rate', values.rate ?? '0'),
    endOn: values['end-on'] ?? today,
  };
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    url: text,
    credentials: text,
    families: text,
    seed: text,
    rate: text,
    'end-on': text,
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: false });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : 'Unknown argument');
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw wrong(`${name} is missing`);
  return value;
}

function whole(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw wrong(`${name} must be a whole number`);
  return Number(value);
}

function readCredentials(file: string): Credentials {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch {
    throw wrong(`--credentials: ${file} cannot be read as JSON`);
  }
}

const wrong = (what: string) => invalid('SIMULATOR.ARGUMENT', `${what}. See --help.`);
