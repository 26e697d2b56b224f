import { conflict } from '#platform';
import { createServer } from 'node:net';

/** Asked before anything is started, because gRPC would write a line of its own to the console. */
export function refuseTakenPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(portInUse(host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

export const portInUse = (host: string, port: number) =>
  conflict(
    'EVENT_STORE.PORT_IN_USE',
    `Port ${port} on ${host} is taken. Choose another one, or stop what uses it.`,
  );
