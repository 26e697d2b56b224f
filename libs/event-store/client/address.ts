import { invalid, type ThroughlineError } from '#platform';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Host {
  readonly host: string;
  readonly port: number;
}

/** What is needed of an event store's address before the client reads the rest of it. */
export interface StoreAddress {
  /** As `@eventstore/db-client` takes it. */
  readonly url: string;
  readonly hosts: readonly Host[];
  readonly isSecure: boolean;
  /** Of its certificates, in PEM; those of this machine where absent. */
  readonly authority: Buffer | undefined;
}

const PARTS =
  /^(?:esdb|eventstoredb|kurrentdb|kdb)(\+discover)?:\/\/([^:@/?]+:[^@/?]+@)?([^/?@]+)\/?(?:\?(.*))?$/;
const HOST = /^([\w.-]+)(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 2113;
const OPTIONS = new Set([
  ...['tls', 'tlscafile', 'usercertfile', 'userkeyfile', 'connectionname', 'defaultdeadline'],
  ...['nodepreference', 'maxdiscoverattempts', 'discoveryinterval', 'gossiptimeout'],
  ...['keepaliveinterval', 'keepalivetimeout', 'throwonappendfailure'],
]);

/**
 * Reads an address such as `esdb://user:password@one:2113,two:2113?tlsCaFile=ca.pem`. Throws `EVENT_STORE.BAD_ADDRESS`.
 * What the client does not know is refused here, because the client writes it to the console, password and all.
 */
export function readAddress(url: string): StoreAddress {
  const [, discover = '', credentials = '', hosts = '', query = ''] = PARTS.exec(url.trim()) ?? [];
  const found = hosts.split(',').map(readHost);
  const options = readOptions(query);
  const caFile = options.get('tlscafile');
  return {
    url: `esdb${discover}://${credentials}${hosts}${query ? `?${query}` : ''}`,
    hosts: discover ? found.slice(0, 1) : found,
    isSecure: options.get('tls') !== 'false',
    authority: caFile === undefined ? undefined : readAuthority(caFile),
  };
}

/** Paths of the files of certificates that an address names. */
export interface StoreCertificateFiles {
  /** Of the nodes' authority. */
  readonly authority?: string | undefined;
  /** The hub's own. */
  readonly client?: string | undefined;
}

/** Throws `EVENT_STORE.BAD_ADDRESS`. */
export function certificateFilesOf(url: string): StoreCertificateFiles {
  const options = readOptions(PARTS.exec(url.trim())?.[4] ?? '');
  return { authority: options.get('tlscafile'), client: options.get('usercertfile') };
}

function readHost(text: string): Host {
  const [, host, port] = HOST.exec(text) ?? [];
  if (host === undefined) throw malformed();
  return { host, port: port === undefined ? DEFAULT_PORT : Number(port) };
}

function readOptions(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      const key = name.toLowerCase().replace(/[_-]/g, '');
      if (!OPTIONS.has(key)) throw unknownOption(name);
      return [key, orMalformed(() => decodeURIComponent(value.join('=')))];
    }),
  );
}

function readAuthority(file: string): Buffer {
  const bad = (fault: string) =>
    invalid('EVENT_STORE.BAD_ADDRESS', `The file that tlsCaFile names ${fault}: ${file}`);
  const authority = orElse(bad('cannot be read'), () => readFileSync(resolve(file)));
  orElse(bad('holds no certificate'), () => new X509Certificate(authority));
  return authority;
}

/** What the client says of an address names parts of it, which may be a password. */
export const orMalformed = <T>(work: () => T): T => orElse(malformed(), work);

function orElse<T>(fault: ThroughlineError, work: () => T): T {
  try {
    return work();
  } catch {
    throw fault;
  }
}

const malformed = (): ThroughlineError =>
  invalid(
    'EVENT_STORE.BAD_ADDRESS',
    'The address of the event store cannot be read: write esdb://USER:PASSWORD@HOST:2113,HOST:2113, with % codes for special characters of a password.',
  );

const unknownOption = (name: string): ThroughlineError =>
  invalid(
    'EVENT_STORE.BAD_ADDRESS',
    name.toLowerCase() === 'tlsverifycert'
      ? 'tlsVerifyCert is not supported: name the authority of the event store with tlsCaFile instead.'
      : `The address of the event store has an option that is not known: ${name}`,
  );
