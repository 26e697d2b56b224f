import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { until } from '../../../test/support/until.js';
import { anEvent, HOSPITALS, startGateway, type GatewayUnderTest } from '../testing/gateway-harness.js';

const BEGUN = `POST /oauth/token HTTP/1.1\r\nhost: hub\r\ntransfer-encoding: chunked
content-type: application/x-www-form-urlencoded\r\n\r\n`.replace(/(?<!\r)\n/g, '\r\n');

describe('strangers who begin to ask for a token and never end', () => {
  let gateway: GatewayUnderTest;
  let port: number;
  const strangers: Socket[] = [];
  beforeAll(async () => {
    gateway = await startGateway({ limits: { maxRequests: 20 } });
    await gateway.app.listen(0, '127.0.0.1');
    port = (gateway.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(async () => {
    for (const stranger of strangers) stranger.destroy();
    await gateway.close();
  });

  async function begin(): Promise<void> {
    const stranger = connect(port, '127.0.0.1');
    stranger.on('error', () => undefined);
    await once(stranger, 'connect');
    stranger.write(BEGUN);
    strangers.push(stranger);
  }
  const askForToken = (): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/oauth/token`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });

  it('turn no publisher away, however many they are', async () => {
    const token = await gateway.token(HOSPITALS);
    for (let at = 0; at < 20; at += 1) await begin();
    await until(async () => (await askForToken()).status === 503);
    const published = await fetch(`http://127.0.0.1:${port}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(anEvent('beside-strangers')),
    });
    expect(published.status).toBe(202);
  });
});
