import console from 'node:console';
import { join } from 'node:path';
import { runCommand } from '../local/command-line.mjs';
import { resolveKeycloak } from './distribution.mjs';
import { startKeycloak } from './start-keycloak.mjs';

const USAGE = `Runs Keycloak on this machine, on loopback only, with the realm of infra/compose, until it is interrupted.
Needs Java 17 or newer and Apache Maven.

  npm run keycloak:start -- [--port 8080] [--data DIR] [--workbench http://127.0.0.1:3000]
  node infra/keycloak-local/keycloak.mjs fetch

  --port       that it listens on (default 8080)
  --data       folder of its own for what it keeps (default data/keycloak)
  --workbench  where staff are sent back to (default http://127.0.0.1:3000)`;

const options = {
  port: { type: 'string', default: '8080' },
  data: { type: 'string', default: join(import.meta.dirname, '../../data/keycloak') },
  workbench: { type: 'string', default: 'http://127.0.0.1:3000' },
};

async function start(values) {
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

await runCommand({ usage: USAGE, options, commands: { start, fetch: fetchOnly } });
