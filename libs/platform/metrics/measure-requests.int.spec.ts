import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { until } from '../../../test/support/until.js';
import { measureRequests } from './measure-requests.js';
import { createMetrics } from './prometheus.js';

describe('The time that requests take', () => {
  const metrics = createMetrics();
  let server: Server;
  let arrived = false;

  beforeAll(async () => {
    const app = express();
    app.use(measureRequests(metrics, 'gateway'));
    app.get('/answers', (_request, response) => void response.status(204).end());
    app.get('/hangs', () => void (arrived = true));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  const countOf = async (status: string) => {
    const { text } = await metrics.read();
    const line = new RegExp(
      `^throughline_http_seconds_count\\{part="gateway",status="${status}"\\} (\\d+)$`,
      'm',
    );
    return Number(line.exec(text)?.[1] ?? 0);
  };
  const portOf = () => (server.address() as AddressInfo).port;

  it('is counted by what was answered, once', async () => {
    await fetch(`http://127.0.0.1:${portOf()}/answers`);
    await until(async () => (await countOf('2xx')) === 1);
    expect(await countOf('unanswered')).toBe(0);
  });

  it('is counted as well where the caller gave up before there was an answer', async () => {
    const caller = connect(portOf(), '127.0.0.1');
    caller.write('GET /hangs HTTP/1.1\r\nHost: here\r\n\r\n');
    await until(() => arrived);
    caller.destroy();
    await until(async () => (await countOf('unanswered')) === 1, { withinMs: 5_000 });
    expect(await countOf('2xx')).toBe(1);
  });
});
