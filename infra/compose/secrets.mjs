import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfNeeded, checkNode, installIfNeeded, root } from '../scripts/prepare.mjs';

/**
 * Makes what compose.yaml mounts as secrets, each once: passwords, keys, and the agencies of the demonstration county
 * with fresh credentials. What is there stays, because a new key would make old content unreadable.
 */
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
const folder = values.folder ?? join(root, 'infra', 'compose', 'secrets');
const password = () => randomBytes(24).toString('base64url');
const kept = (name) => readFileSync(join(folder, name), 'utf8');

const SECRETS = {
  POSTGRES_PASSWORD: password,
  DATABASE_URL: () => `postgres://throughline:${kept('POSTGRES_PASSWORD')}@postgres:5432/throughline`,
  OIDC_CLIENT_SECRET: password,
  KC_BOOTSTRAP_ADMIN_PASSWORD: password,
  STAFF_PASSWORD: password,
  GRAFANA_PASSWORD: password,
  'key-encryption.key': () => randomBytes(32),
  'token.secret': () => randomBytes(32).toString('hex'),
  'session.secret': () => randomBytes(32).toString('hex'),
};

checkNode();
installIfNeeded();
buildIfNeeded();
mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
for (const [name, make] of Object.entries(SECRETS)) {
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, make());
}
const { openDirectory } = await import(join(root, 'dist', 'libs', 'runtime', 'files', 'directory.js'));
await openDirectory(undefined, folder);
// Each is mounted alone into containers whose accounts differ from this one; nobody else enters the folder itself.
for (const name of [...Object.keys(SECRETS), 'agencies.json']) chmodSync(join(folder, name), 0o444);
process.stdout.write(`The secrets are in ${folder}. Staff sign in with the password in STAFF_PASSWORD.\n`);
