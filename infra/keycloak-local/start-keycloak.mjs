/* global fetch */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir, rm, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, stopProgram } from '../local/programs.mjs';
import { resolveKeycloak, spawnKeycloak } from './distribution.mjs';

const READY_WITHIN_MS = 120_000;
const REALM = 'northshire';
const realmFile = join(import.meta.dirname, '..', 'compose', 'keycloak', `${REALM}.json`);
const password = () => randomBytes(18).toString('base64url');

/**
 * Starts Keycloak on loopback with the realm that the compose file deploys and resolves when it answers. `folder` holds
 * its data and log; each start forgets what was there, as the container of the compose file does. `workbenchUrl`: where
 * staff come back to. `publicUrl`: where browsers find it, if something stands in front of it.
 */
export async function startKeycloak({ folder, workbenchUrl, port: wanted, publicUrl }) {
  const distribution = await resolveKeycloak();
  const home = await layOut(distribution, resolve(folder));
  const [free, management] = await freePorts(2);
  const port = wanted ?? free;
  const url = `http://127.0.0.1:${port}`;
  const secrets = { admin: password(), client: password(), staff: password() };
  const program = run(home, {
    port,
    management,
    environment: environmentOf(secrets, workbenchUrl, publicUrl ?? url),
  });
  try {
    await ready(program, management, home);
  } catch (error) {
    await stopProgram(program);
    throw error;
  }
  return {
    url,
    issuer: `${publicUrl ?? url}/realms/${REALM}`,
    ...{ clientId: 'throughline-workbench', clientSecret: secrets.client },
    ...{ staffPassword: secrets.staff, adminPassword: secrets.admin, pid: program.pid },
    stop: () => stopProgram(program),
  };
}

/** A home of its own, in which all but the data is the shared distribution. */
async function layOut(distribution, home) {
  await rm(home, { recursive: true, force: true });
  await mkdir(join(home, 'data', 'import'), { recursive: true, mode: 0o700 });
  for (const name of ['bin', 'conf', 'lib', 'providers', 'themes'])
    await symlink(join(distribution, name), join(home, name));
  await copyFile(realmFile, join(home, 'data', 'import', `${REALM}.json`));
  return home;
}

/** What compose.yaml sets, with the realm's own placeholders. */
const environmentOf = (secrets, workbenchUrl, hostname) => ({
  KC_HOSTNAME: hostname,
  KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
  KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.admin,
  OIDC_CLIENT_SECRET: secrets.client,
  STAFF_PASSWORD: secrets.staff,
  WORKBENCH_URL: workbenchUrl,
});

function run(home, { port, management, environment }) {
  const log = openSync(join(home, 'keycloak.log'), 'a', 0o600);
  const places = ['--http-host=127.0.0.1', `--http-port=${port}`, `--http-management-port=${management}`];
  const args = ['--import-realm', ...places];
  const program = spawnKeycloak({ home, environment, args, stdio: ['ignore', log, log], built: true });
  closeSync(log);
  return program;
}

async function ready(program, management, home) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(management))) {
    if (program.exitCode !== null || program.signalCode !== null)
      throw new Error(`Keycloak ended while it was starting: see ${join(home, 'keycloak.log')}.`);
    if (Date.now() > deadline)
      throw new Error(
        `Keycloak was not ready within ${READY_WITHIN_MS / 1000} s: see ${join(home, 'keycloak.log')}.`,
      );
    await sleep(100);
  }
}

async function answers(management) {
  try {
    const { status } = await fetch(`http://127.0.0.1:${management}/health/ready`);
    return status === 200;
  } catch {
    return false;
  }
}
