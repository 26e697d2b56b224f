import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { clearTimeout, setTimeout } from 'node:timers';

/** Free ports of loopback, all held at once, so that none is given twice. */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, holdPort));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Below what systems give to outgoing connections, which could take it while a server restarts. */
async function holdPort() {
  for (let tries = 1; ; tries += 1) {
    const server = createServer().listen(randomInt(10_000, 32_768), '127.0.0.1');
    try {
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (tries === 100) throw error;
    }
  }
}

/** Asks a program to end, and ends it when it has not within 15 s. */
export async function stopProgram(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((done) => program.once('exit', done));
  program.kill('SIGTERM');
  const late = setTimeout(() => program.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}
