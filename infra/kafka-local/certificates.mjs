import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A certificate authority and, for each name, a certificate with `CN=<name>` for 127.0.0.1; for demonstration, valid for
 * ten days. Resolves with the files: `authority`, and `keyAndCertificate` (PEM, PKCS 8) by name.
 */
export async function makeCertificates(folder, names) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const openssl = (...args) => run('openssl', args, { cwd: folder }).catch(refuse);
  const authority = join(folder, 'authority.pem');
  await openssl(...newKey('authority'), '-x509', '-days', '10', '-out', 'authority.pem', ...subject('ca'));
  const files = {};
  for (const name of names) files[name] = await certify(openssl, folder, name);
  return { authority, keyAndCertificate: files };
}

async function certify(openssl, folder, name) {
  await openssl(...newKey(name), '-out', `${name}.csr`, ...subject(name));
  await writeFile(join(folder, 'san.ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  await openssl(
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'authority.pem', '-CAkey', 'authority.key'],
    ...['-CAcreateserial', '-days', '10', '-extfile', 'san.ext', '-out', `${name}.crt`],
  );
  const both = join(folder, `${name}.pem`);
  const parts = [`${name}.key`, `${name}.crt`].map((file) => readFile(join(folder, file), 'utf8'));
  await writeFile(both, (await Promise.all(parts)).join(''), { mode: 0o600 });
  await chmod(join(folder, `${name}.key`), 0o600);
  return both;
}

const newKey = (name) => ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
const subject = (name) => ['-subj', `/CN=${name}`];

function refuse(error) {
  if (error.code === 'ENOENT')
    throw new Error('A secure local Kafka needs OpenSSL: install it so that `openssl` is found.');
  throw error;
}
