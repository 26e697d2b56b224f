import { createServer } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';

/** Free ports of loopback, all held at once, so that none is given twice. */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, holdPort));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

const holdPort = () =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => done(server));
  });

/** Asks a program to end, and ends it when it has not within 15 s. */
export async function stopProgram(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((done) => program.once('exit', done));
  program.kill('SIGTERM');
  const late = setTimeout(() => program.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}
