import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silentLogger } from '#platform';
import { startTracing, type Tracing } from '#platform/tracing';

/** Spans are made, sent and taken, and nobody keeps them: what tracing costs the process that does it. */
export async function traceToNowhere(): Promise<Tracing> {
  const collector = createServer((request, response) => {
    request
      .resume()
      .once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const tracing = await startTracing({ service: 'bench', endpoint, logger: silentLogger });
  return {
    stop: async () => {
      await tracing.stop();
      collector.closeAllConnections();
      collector.close();
    },
  };
}
