import console from 'node:console';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveKeycloak } from './distribution.mjs';
import { startKeycloak } from './start-keycloak.mjs';

const USAGE = `node infra/keycloak-local/keycloak.mjs start|fetch [--port 8080] [--data DIR] [--workbench http://127.0.0.1:3000]
Runs Keycloak on this machine, on loopback only, with the realm of infra/compose, until it is interrupted.
Needs Java 17 or newer and Apache Maven.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '8080' },
    data: { type: 'string', default: join(import.meta.dirname, '../../data/keycloak') },
    workbench: { type: 'string', default: 'http://127.0.0.1:3000' },
  },
});

async function start() {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('--port is a number to 65535.');
  const keycloak = await startKeycloak({ folder: values.data, workbenchUrl: values.workbench, port });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void keycloak.stop());
  console.log(`Keycloak is running. Ctrl-C stops it. For the hub:
OIDC_ISSUER=${keycloak.issuer}
OIDC_CLIENT_ID=${keycloak.clientId}
OIDC_CLIENT_SECRET=${keycloak.clientSecret}
Staff such as asha.rahman sign in with ${keycloak.staffPassword}; admin of ${keycloak.url}/admin: ${keycloak.adminPassword}`);
}

async function fetchOnly() {
  console.log(`Keycloak is in ${await resolveKeycloak()}`);
}

const commands = { start, fetch: fetchOnly };
try {
  const command = commands[positionals[0]];
  if (!command) throw new Error(USAGE);
  await command();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
