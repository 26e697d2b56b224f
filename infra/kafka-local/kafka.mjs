import console from 'node:console';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startKafka } from './start-kafka.mjs';

const USAGE = `node infra/kafka-local/kafka.mjs start|stop|status [--brokers 1|3] [--port 9092] [--data DIR] [--secure]
Runs Apache Kafka on this machine, on loopback only. Needs Java 17 or newer and Apache Maven.`;
/** Demonstration agencies, by the name of their topic, that may sign in with --secure. */
const PRINCIPALS = [
  ...['la-873', 'other-NSEH', 'ods-RZZ', 'ods-G7H8J', 'force-35'],
  ...['urn-199997', 'urn-199998', 'urn-199999'],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    brokers: { type: 'string', default: '1' },
    port: { type: 'string', default: '9092' },
    data: { type: 'string', default: join(import.meta.dirname, '../../data/kafka') },
    secure: { type: 'boolean', default: false },
  },
});
const data = resolve(values.data);
const runFile = join(data, 'run.json');

async function start() {
  if (running().length > 0) return status();
  const brokers = Number(values.brokers);
  const port = Number(values.port);
  if (![1, 3].includes(brokers)) throw new Error('--brokers is 1 or 3.');
  if (!Number.isInteger(port) || port < 1 || port > 65_000) throw new Error('--port is a number to 65000.');
  const secure = values.secure ? PRINCIPALS : undefined;
  const kafka = await startKafka({ folder: data, brokers, port, secure, detached: true });
  await writeFile(runFile, JSON.stringify(kafka, undefined, 2), { mode: 0o600 });
  return status();
}

async function stop() {
  const pids = running();
  for (const pid of pids) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 20_000;
  while (running().length > 0 && Date.now() < deadline) await setTimeout(100);
  for (const pid of running()) process.kill(pid, 'SIGKILL');
  await rm(runFile, { force: true });
  console.log(pids.length > 0 ? 'Kafka is stopped.' : 'Kafka was not running.');
}

function status() {
  if (running().length === 0) return console.log('Kafka is not running.');
  const { brokers, tlsBrokers } = JSON.parse(readFileSync(runFile, 'utf8'));
  console.log(`Kafka is running: KAFKA_BROKERS=${brokers.join(',')}`);
  if (tlsBrokers) console.log(`By certificate: ${tlsBrokers.join(',')}; names and secrets are in ${runFile}`);
}

/** Processes of the run file that are still ours: an id may have gone to another program since. */
function running() {
  if (!existsSync(runFile)) return [];
  return JSON.parse(readFileSync(runFile, 'utf8')).pids.filter((pid) => isAlive(pid) && isOurs(pid));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isOurs(pid) {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes(data);
}

const commands = { start, stop, status };
try {
  const command = commands[positionals[0]];
  if (!command) throw new Error(USAGE);
  await command();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
