import { invalid, type ThroughlineError } from '#platform';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Host, StoreAddress } from './address.js';

/** How long a node may take to greet, in ms. */
const PATIENCE_MS = 2_000;

/** What came of a TLS greeting: `trusted`, `silent`, or the code of what is wrong. */
type Greeting = 'trusted' | 'silent' | (string & {});

/**
 * Says whether nothing is heard of an event store because of TLS: gRPC tells that apart from a node that is down in
 * wording alone, and in a cluster not at all. Undefined where some node may be trusted, or where none answers.
 */
export async function findTrustFault(address: StoreAddress): Promise<ThroughlineError | undefined> {
  const greetings = await Promise.all(address.hosts.map((host) => greet(host, address)));
  if (!address.isSecure) return greetings.some(speaksTls) ? tlsExpected() : undefined;
  if (greetings.includes('trusted')) return undefined;
  const at = greetings.findIndex((greeting) => greeting !== 'silent');
  const [greeting, host] = [greetings[at], address.hosts[at]];
  return greeting === undefined || !host ? undefined : faultOf(greeting, `${host.host}:${host.port}`);
}

function greet({ host, port }: Host, { authority }: StoreAddress): Promise<Greeting> {
  const ca = authority ? { ca: authority } : {};
  const name = isIP(host) ? {} : { servername: host };
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...ca, ...name, ALPNProtocols: ['h2'], timeout: PATIENCE_MS });
    const end = (greeting: Greeting) => {
      socket.destroy();
      resolve(greeting);
    };
    socket.once('secureConnect', () => end('trusted'));
    socket.once('timeout', () => end('silent'));
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => end(isTls(code) ? code : 'silent'));
  });
}

/** OpenSSL's verdicts on a certificate, and what it says of a server that does not speak TLS. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_|ERR_TLS_CERT_|HOSTNAME_)/;
const NOT_TLS = /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL))$/;

const isTls = (code: string): boolean => CERTIFICATE.test(code) || NOT_TLS.test(code);
const speaksTls = (greeting: Greeting): boolean => greeting === 'trusted' || CERTIFICATE.test(greeting);

function faultOf(greeting: string, node: string): ThroughlineError {
  if (NOT_TLS.test(greeting))
    return untrusted(
      `The event store at ${node} does not speak TLS: add tls=false to its address if that is meant.`,
    );
  if (greeting === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return untrusted(`The certificate of the event store is made out to another name than ${node}.`);
  if (greeting === 'CERT_HAS_EXPIRED' || greeting === 'CERT_NOT_YET_VALID')
    return untrusted(`The certificate of the event store at ${node} is not valid at this time.`);
  return untrusted(
    `The certificate of the event store at ${node} is signed by no authority that is trusted here: name the right one with tlsCaFile.`,
  );
}

const tlsExpected = (): ThroughlineError =>
  untrusted('The event store speaks TLS, and its address says tls=false: leave that out.');

const untrusted = (sentence: string): ThroughlineError => invalid('EVENT_STORE.UNTRUSTED', sentence);
