import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'throughline');
/** A download that hangs must not keep continuous integration waiting. */
const FETCH_WITHIN_MS = 300_000;

/** Throws one plain sentence when Java 17 or newer is not there. `engine`: as people call it. */
export async function requireJava(engine) {
  const printed = await run('java', ['-version']).catch(() => undefined);
  const major = Number(/version "(\d+)/.exec(printed?.stderr ?? '')?.[1] ?? 0);
  if (major < 17) throw new Error(`${engine} needs Java 17 or newer: install it so that \`java\` is found.`);
}

/** A folder filled once for each content of pom.xml, kept between runs. `fill(unfinished, maven)` fills it. */
export async function fetchedOnce({ engine, name, pom, fill }) {
  const digest = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(cache, `${name}-${digest}`);
  if (existsSync(folder)) return folder;
  await requireMaven(engine);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await fill(unfinished, (...args) =>
      run('mvn', ['-q', '-B', '-f', pom, ...args], { timeout: FETCH_WITHIN_MS }),
    );
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function requireMaven(engine) {
  await run('mvn', ['--version']).catch(() => {
    throw new Error(`${engine} is fetched by Apache Maven: install it so that \`mvn\` is found.`);
  });
}
