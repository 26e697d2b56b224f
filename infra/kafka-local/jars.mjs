import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = import.meta.dirname;
const cache = join(here, '..', '..', 'node_modules', '.cache', 'throughline');

/** Throws one plain sentence when Java 17 or newer is not there. */
export async function requireJava() {
  const printed = await run('java', ['-version']).catch(() => undefined);
  const major = Number(/version "(\d+)/.exec(printed?.stderr ?? '')?.[1] ?? 0);
  if (major < 17) throw new Error('Local Kafka needs Java 17 or newer: install it so that `java` is found.');
}

/** The official jars, fetched by Maven once for each content of pom.xml. Resolves with their folder. */
export async function resolveJars() {
  const pom = join(here, 'pom.xml');
  const digest = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12);
  const folder = join(cache, `kafka-${digest}`);
  if (existsSync(folder)) return folder;
  await requireMaven();
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await copyJars(pom, unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function requireMaven() {
  await run('mvn', ['--version']).catch(() => {
    throw new Error('Local Kafka is fetched by Apache Maven: install it so that `mvn` is found.');
  });
}

const copyJars = (pom, folder) =>
  run('mvn', [
    ...['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime'],
    `-DoutputDirectory=${folder}`,
  ]);
