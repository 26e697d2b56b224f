import { Buffer } from 'node:buffer';
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, readFile, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import kafkajs from 'kafkajs';
import { requireJava } from '../local/by-maven.mjs';
import { freePorts, stopProgram } from '../local/programs.mjs';
import { asProperties, brokerSettings } from './broker-settings.mjs';
import { makeCertificates } from './certificates.mjs';
import { ENGINE, resolveJars } from './jars.mjs';

const run = promisify(execFile);
const READY_WITHIN_MS = 90_000;
/** A broker that finds less ends while it writes its first records. */
const LEAST_FREE_MB = 64;
const logging = join(import.meta.dirname, 'log4j2.properties');
// Small and quick to start rather than fast: these brokers serve one developer or one test.
const JVM = ['-Xms64m', '-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/**
 * Starts Apache Kafka in KRaft mode on loopback and resolves when every broker takes part. Data in `folder` are kept and
 * found again. `port`: that of the first broker, which the others' and those of TLS follow; else free ones. `secure`:
 * names of principals that may sign in by SCRAM-SHA-512 (`brokers`) or by certificate (`tlsBrokers`); `admin` and `hub`
 * are always among them.
 */
export async function startKafka({ folder, brokers = 1, port, secure, detached = false }) {
  await requireJava(ENGINE);
  const jars = await resolveJars();
  const data = resolve(folder);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await refuseFullDisk(data);
  const plan = await planOf(data, brokers, port, secure);
  for (const node of plan.nodes) await format(jars, data, plan, node);
  const programs = plan.nodes.map((node) => startBroker(jars, data, node, detached));
  const stop = () => Promise.all(programs.map(stopProgram)).then(() => undefined);
  try {
    await ready(plan, programs, data);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...addressesOf(plan), pids: programs.map(({ pid }) => pid), stop };
}

async function refuseFullDisk(data) {
  const { bavail, bsize } = await statfs(data);
  if (bavail * bsize >= LEAST_FREE_MB * 1024 * 1024) return;
  throw new Error(
    `The disk that holds ${data} is full: free ${LEAST_FREE_MB} MB or choose another with --data.`,
  );
}

/** Made once for a data folder: ports may change from start to start, ids, secrets and certificates do not. */
async function planOf(data, brokers, port, secure) {
  const file = join(data, 'plan.json');
  const kept = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  if (kept && (kept.brokers !== brokers || Boolean(kept.security) !== Boolean(secure)))
    throw new Error(`The data folder ${data} holds another kind of Kafka: choose another with --data.`);
  const lasting = kept ?? {
    brokers,
    clusterId: clusterId(),
    security: secure && (await securityOf(data, secure)),
  };
  if (!kept) await writeFile(file, JSON.stringify(lasting), { mode: 0o600 });
  return { ...lasting, nodes: await nodesOf(brokers, port) };
}

/** As Kafka's own: one that begins with a hyphen would be taken for an option, one in sixty-four. */
function clusterId() {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

async function securityOf(data, principals) {
  const names = [...new Set(['admin', 'hub', ...principals])];
  const certificates = await makeCertificates(join(data, 'certificates'), ['broker', ...names]);
  const passwords = Object.fromEntries(names.map((name) => [name, randomBytes(18).toString('base64url')]));
  return { ...certificates, passwords };
}

async function nodesOf(brokers, first) {
  const free = await freePorts(brokers * 3);
  const ports = first ? free.map((port, at) => (at < 2 * brokers ? first + at : port)) : free;
  return Array.from({ length: brokers }, (_, at) => ({
    id: at + 1,
    port: ports[at],
    tls: ports[brokers + at],
    controller: ports[2 * brokers + at],
  }));
}

const fileOf = (data, node) => join(data, `broker-${node.id}.properties`);

async function format(jars, data, plan, node) {
  const { security, nodes, clusterId: cluster } = plan;
  const folder = join(data, `broker-${node.id}`);
  const files = security && { brokerFile: security.keyAndCertificate.broker, authority: security.authority };
  const settings = brokerSettings({ node, nodes, folder, security: files });
  await writeFile(fileOf(data, node), asProperties(settings));
  if (existsSync(join(folder, 'meta.properties'))) return;
  const scram = Object.entries(security?.passwords ?? {}).flatMap(([name, password]) => [
    ...['--add-scram', `SCRAM-SHA-512=[name=${name},password=${password}]`],
  ]);
  const args = ['format', '--cluster-id', cluster, '--config', fileOf(data, node), ...scram];
  await run('java', [...java(jars), 'kafka.tools.StorageTool', ...args]);
}

const java = (jars) => [...JVM, `-Dlog4j2.configurationFile=${logging}`, ...['-cp', join(jars, '*')]];

function startBroker(jars, data, node, detached) {
  const log = openSync(join(data, `broker-${node.id}.log`), 'a');
  const args = [...java(jars), 'kafka.Kafka', fileOf(data, node)];
  const program = spawn('java', args, { detached, stdio: ['ignore', log, log], cwd: data });
  closeSync(log);
  if (detached) program.unref();
  return program;
}

async function ready(plan, programs, data) {
  const client = new kafkajs.Kafka({ ...clientOf(plan), logLevel: kafkajs.logLevel.NOTHING });
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (programs.some(({ exitCode }) => exitCode !== null))
      throw new Error(`Kafka ended while it was starting: see the logs in ${data}.`);
    if (await complete(client, plan.brokers)) return;
    if (Date.now() > deadline)
      throw new Error(`Kafka was not ready within ${READY_WITHIN_MS / 1000} s: see the logs in ${data}.`);
    await sleep(100);
  }
}

const clientOf = (plan) => ({
  clientId: 'kafka-local',
  brokers: addressesOf(plan).brokers,
  connectionTimeout: 1_000,
  retry: { retries: 0 },
  ...(plan.security
    ? { sasl: { mechanism: 'scram-sha-512', username: 'admin', password: plan.security.passwords.admin } }
    : {}),
});

async function complete(client, brokers) {
  const admin = client.admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length === brokers;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

function addressesOf({ nodes, security }) {
  const brokers = nodes.map(({ port }) => `127.0.0.1:${port}`);
  if (!security) return { brokers };
  return { brokers, tlsBrokers: nodes.map(({ tls }) => `127.0.0.1:${tls}`), security };
}
