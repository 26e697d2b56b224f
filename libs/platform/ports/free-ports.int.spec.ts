import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePort, freePorts } from './free-ports.js';

describe('Ports that are free now', () => {
  it('are each another, can be listened at, and are none that an outgoing connection is given', async () => {
    const ports = await freePorts(200);
    expect(new Set(ports).size).toBe(200);
    for (const port of ports) {
      expect(port).toBeGreaterThanOrEqual(10_000);
      expect(port).toBeLessThan(32_768);
    }
    const server = createServer().listen(await freePort(), '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });
});
