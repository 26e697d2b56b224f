import console from 'node:console';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runCommand } from '../local/command-line.mjs';
import { startKafka } from './start-kafka.mjs';

const USAGE = `Runs Apache Kafka on this machine, on loopback only. Needs Java 17 or newer and Apache Maven.

  npm run kafka:start -- [--brokers 1|3] [--port 9092] [--data DIR] [--secure]
  npm run kafka:stop -- [--data DIR]
  npm run kafka:status -- [--data DIR]

  --brokers  how many (default 1); the next ones listen on the ports after the first
  --port     of the first broker (default 9092)
  --data     folder of its own for what it keeps (default data/kafka)
  --secure   whoever connects signs in, by SCRAM-SHA-512 or by certificate; names and secrets are made at the first start`;
/** Demonstration agencies, by the name of their topic, that may sign in with --secure. */
const PRINCIPALS = [
  ...['la-873', 'other-NSEH', 'ods-RZZ', 'ods-G7H8J', 'force-35'],
  ...['urn-199997', 'urn-199998', 'urn-199999'],
];

const options = {
  brokers: { type: 'string', default: '1' },
  port: { type: 'string', default: '9092' },
  data: { type: 'string', default: join(import.meta.dirname, '../../data/kafka') },
  secure: { type: 'boolean', default: false },
};

async function start(values) {
  const data = resolve(values.data);
  if (running(data).length > 0) return status(values);
  const brokers = Number(values.brokers);
  const port = Number(values.port);
  if (![1, 3].includes(brokers)) throw new Error('--brokers is 1 or 3.');
  if (!Number.isInteger(port) || port < 1 || port > 65_000) throw new Error('--port is a number to 65000.');
  const secure = values.secure ? PRINCIPALS : undefined;
  const kafka = await startKafka({ folder: data, brokers, port, secure, detached: true });
  await writeFile(runFileIn(data), JSON.stringify(kafka, undefined, 2), { mode: 0o600 });
  return status(values);
}

async function stop(values) {
  const data = resolve(values.data);
  const pids = running(data);
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 20_000;
  while (running(data).length > 0 && Date.now() < deadline) await setTimeout(100);
  for (const pid of running(data)) process.kill(pid, 'SIGKILL');
  await rm(runFileIn(data), { force: true });
  console.log(pids.length > 0 ? 'Kafka is stopped.' : 'Kafka was not running.');
}

function status(values) {
  const data = resolve(values.data);
  const runFile = runFileIn(data);
  if (running(data).length === 0) return console.log('Kafka is not running.');
  const { brokers, tlsBrokers } = JSON.parse(readFileSync(runFile, 'utf8'));
  console.log(`Kafka is running: KAFKA_BROKERS=${brokers.join(',')}`);
  if (tlsBrokers) console.log(`By certificate: ${tlsBrokers.join(',')}; names and secrets are in ${runFile}`);
}

const runFileIn = (data) => join(data, 'run.json');

/** Processes of the run file that are still ours: an id may have gone to another program since. */
function running(data) {
  const runFile = runFileIn(data);
  if (!existsSync(runFile)) return [];
  return JSON.parse(readFileSync(runFile, 'utf8')).pids.filter((pid) => isAlive(pid) && isOurs(pid, data));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isOurs(pid, data) {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(data);
}

await runCommand({ usage: USAGE, options, commands: { start, stop, status } });
