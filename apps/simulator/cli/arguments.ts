import { readFileSync } from 'node:fs';
import { understood, wholeNumber, wrongArgument } from '#platform/arguments';
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

const text = { type: 'string' } as const;
const OPTIONS = { url: text, credentials: text, families: text, seed: text, rate: text, 'end-on': text };

/** @param today ISO date. 'help' where help is asked for; throws `PROGRAM.ARGUMENT` naming what is wrong. */
export function readArguments(argv: readonly string[], today: string): Arguments | 'help' {
  const { values } = understood(argv, { options: OPTIONS });
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

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw wrongArgument(`${name} is missing`);
  return value;
}

const whole = (name: string, value: string): number => wholeNumber(name, value, { from: 0 });

function readCredentials(file: string): Credentials {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch {
    throw wrongArgument(`--credentials: ${file} cannot be read as JSON`);
  }
}
