import { makeCertificates, type TestCertificates } from '#event-store/testing';
import { buildHub, makeDataFolder, startHub, type HubProcess } from '../hub/hub-process.js';

describe('When a certificate ends that was given at the start', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let tls: TestCertificates;
  let hub: HubProcess;

  beforeAll(async () => {
    buildHub();
    tls = await makeCertificates();
  });
  afterAll(() => tls.remove());
  beforeEach(async () => {
    data = await makeDataFolder();
  });
  afterEach(async () => {
    await hub.stop();
    await data.remove();
  });

  it.each(['main', 'services'] as const)(
    'is told by each process, whether they live in one or apart: %s',
    async (program) => {
      hub = startHub(data.folder, ['--no-demo'], { NODE_EXTRA_CA_CERTS: tls.authority }, program);
      const { baseUrl, gatewayUrl = baseUrl, workbenchUrls = [] } = await hub.welcomed(180_000);
      for (const address of new Set([gatewayUrl, ...workbenchUrls])) {
        const text = await (await fetch(`${address}/metrics`)).text();
        const [, ends] =
          /^throughline_certificate_ends_seconds\{certificate="extra-authorities"\} (\d+)$/m.exec(text) ?? [];
        expect((Number(ends) - Date.now() / 1000) / 86_400).toBeCloseTo(2, 1);
      }
    },
    240_000,
  );
});
