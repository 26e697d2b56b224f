import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findEngine } from './find-engine.js';

/** As much of an engine as is asked for its presence. */
const engine = createServer((request, response) => {
  const about = { ServerVersion: '99.1', OperatingSystem: 'tests', OSType: 'linux', Architecture: 'x86_64' };
  response.setHeader('content-type', 'application/json');
  response.end(request.url?.endsWith('/info') ? JSON.stringify(about) : '{}');
});

// In a file of its own, because the library remembers the first address that it was given.
describe('A container engine that answers', () => {
  const before = process.env['DOCKER_HOST'];

  afterAll(() => {
    if (before === undefined) delete process.env['DOCKER_HOST'];
    else process.env['DOCKER_HOST'] = before;
    engine.close();
  });

  it('is found, with its version and the host by which containers are reached', async () => {
    engine.listen(0, '127.0.0.1');
    await once(engine, 'listening');
    process.env['DOCKER_HOST'] = `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`;
    expect(await findEngine()).toEqual({ present: true, host: '127.0.0.1', version: '99.1' });
  });
});
