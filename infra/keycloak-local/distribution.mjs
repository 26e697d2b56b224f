import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { fetchedOnce, requireJava } from '../local/by-maven.mjs';

const ENGINE = 'Local Keycloak';
const BUILD_WITHIN_MS = 120_000;
/** How Keycloak's own start program is told that it was built for these options and has to be started again. */
const BUILT = 10;
// Small and quick to start rather than fast: this provider serves one developer or one test.
const JVM = [
  '-Xms64m',
  '-Xmx320m',
  '-XX:MaxMetaspaceSize=256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
];
/** As compose.yaml starts it. Keycloak is built for these when it is fetched, so every start has to name the same. */
const START = 'start-dev';
const BUILT_FOR = { KC_HEALTH_ENABLED: 'true' };

/** The official distribution, fetched by Maven and built once for each content of pom.xml. Resolves with its folder. */
export async function resolveKeycloak() {
  await requireJava(ENGINE);
  const pom = join(import.meta.dirname, 'pom.xml');
  return distributionIn(await fetchedOnce({ engine: ENGINE, name: 'keycloak', pom, fill }));
}

async function fill(folder, maven) {
  await maven('dependency:unpack', `-DoutputDirectory=${folder}`);
  await build(distributionIn(folder));
}

function distributionIn(folder) {
  const name = readdirSync(folder).find((each) => each.startsWith('keycloak-'));
  if (name === undefined) throw new Error(`There is no Keycloak in ${folder}: remove it and try again.`);
  return join(folder, name);
}

/** In development mode the first start builds, by design of Keycloak, and only then knows that it has to start anew. */
async function build(home) {
  const program = spawnKeycloak({ home, environment: {}, args: [], stdio: 'ignore' });
  const late = setTimeout(() => program.kill('SIGKILL'), BUILD_WITHIN_MS);
  const [code] = await once(program, 'exit');
  clearTimeout(late);
  if (code !== BUILT) throw new Error(`${ENGINE} could not be built: it ended with ${code}.`);
  await rm(join(home, 'data'), { recursive: true, force: true });
}

/** `home`: the distribution, or a folder that looks like it. `built`: that it is, so that one process is enough. */
export function spawnKeycloak({ home, environment, args, stdio, built = false }) {
  const properties = {
    'kc.home.dir': home,
    'java.util.logging.manager': 'org.jboss.logmanager.LogManager',
    'file.encoding': 'UTF-8',
    ...(built && { 'kc.config.built': true }),
  };
  const given = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  const runner = [
    '-cp',
    join(home, 'lib', 'quarkus-run.jar'),
    'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
  ];
  return spawn('java', [...JVM, ...given, ...runner, START, ...args], {
    cwd: home,
    env: { ...process.env, ...BUILT_FOR, ...environment },
    stdio,
  });
}
