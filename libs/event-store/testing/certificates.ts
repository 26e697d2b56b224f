import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TestCertificates {
  /** PEM file of the authority. */
  readonly authority: string;
  readonly certificate: Buffer;
  readonly key: Buffer;
  remove(): Promise<void>;
}

/** An authority, and a certificate that it signed for `name` (`IP:127.0.0.1` or `DNS:host`), for so long. Needs OpenSSL. */
export async function makeCertificates(name = 'IP:127.0.0.1', days = 2): Promise<TestCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-tls-'));
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  await writeFile(join(folder, 'name.ext'), `subjectAltName=${name}\n`);
  await openssl(...newKey('authority'), '-x509', '-days', `${days}`, '-out', 'authority.pem');
  await openssl(...newKey('node'), '-out', 'node.csr');
  await openssl(
    ...['x509', '-req', '-in', 'node.csr', '-CA', 'authority.pem', '-CAkey', 'authority.key'],
    ...['-CAcreateserial', '-days', `${days}`, '-extfile', 'name.ext', '-out', 'node.crt'],
  );
  return {
    authority: join(folder, 'authority.pem'),
    certificate: await readFile(join(folder, 'node.crt')),
    key: await readFile(join(folder, 'node.key')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const newKey = (name: string): string[] => [
  ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
  ...['-keyout', `${name}.key`, '-subj', `/CN=${name} for tests`],
];
