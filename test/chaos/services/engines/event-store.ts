import { projectPath } from '#platform';
import type { Engine } from '../victim.js';
import { OwnProcess } from './own-process.js';

/** The event store server as a process of its own, at an address that outlives it. */
export async function startEventStore(databaseUrl: string, port: number): Promise<Engine & { url: string }> {
  const program = projectPath('dist/libs/event-store/embedded/cli/main.js');
  const args = ['--port', String(port), '--database-url', databaseUrl];
  const server = new OwnProcess(program, args, 'Event store ready');
  await server.start();
  return {
    name: 'event-store',
    url: `esdb://127.0.0.1:${port}?tls=false`,
    pid: () => server.pid,
    heal: () => server.start(),
    stop: () => server.stop(),
  };
}
