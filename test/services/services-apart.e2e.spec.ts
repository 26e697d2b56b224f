import { DEMONSTRATION_STAFF } from '#access';
import { buildHub, makeDataFolder, startHub, type HubProcess, type Running } from '../hub/hub-process.js';
import { signIn } from '../hub/staff-browser.js';
import { exampleOf, Partner } from '../e2e/partner.js';
import { until } from '../support/until.js';
import { childrenOf, startedInTerminalOf } from './children.js';

const HEALTH = 'urn:agency:ods:G7H8J';
const ANALYST = DEMONSTRATION_STAFF.find((staff) => staff.hub_role === 'ANALYST')?.sub ?? '';

describe('Services apart', () => {
  let data: Awaited<ReturnType<typeof makeDataFolder>>;
  let supervisor: HubProcess;
  let running: Running;
  let health: Partner;
  let sent = 0;

  beforeAll(async () => {
    buildHub();
    data = await makeDataFolder();
    const counts = ['--intakes', '2', '--projectors', '2', '--workbenches', '2'];
    supervisor = startHub(data.folder, ['--families', '5', ...counts], {}, 'services');
    running = await supervisor.welcomed(180_000);
    health = await Partner.signIn(running.gatewayUrl ?? '', running.credentialsFile, HEALTH);
  }, 240_000);
  afterAll(async () => {
    await supervisor.stop();
    await data.remove();
  });

  const runningOf = async (service: string) =>
    (await childrenOf(running.pid)).filter((child) => child.service === service);
  /** Published and seen by its publisher again: gateway, intake and projector all did their part. */
  const roundTrip = async () => {
    const id = `APART-${(sent += 1)}`;
    const event = await exampleOf('health.was-not-brought.v1', id, () => ({}));
    expect(await health.publish(event)).toBe(202);
    await until(async () => (await health.receipt(id)).state !== 'received', {
      withinMs: 10_000,
      what: `an outcome of ${id}`,
    });
  };

  it('load the demonstration county between them, each a process of its own', async () => {
    const children = await childrenOf(running.pid);
    expect(children.map(({ service }) => service).sort()).toEqual(
      ['gateway', 'intake', 'intake', 'projector', 'projector', 'workbench', 'workbench'].sort(),
    );
    await roundTrip();
  });

  it.each(['projector', 'intake'])(
    'go on within ten seconds where one %s is killed, and have it started again',
    async (service) => {
      for (const { pid } of await runningOf(service)) {
        process.kill(pid, 'SIGKILL');
        await roundTrip();
        await until(
          async () => {
            const now = await runningOf(service);
            return now.length === 2 && now.every((child) => child.pid !== pid);
          },
          { withinMs: 20_000, what: `a new ${service}` },
        );
      }
    },
  );

  it('go on within ten seconds where one projector hangs, and take it in again when it goes on', async () => {
    for (const { pid } of await runningOf('projector')) {
      process.kill(pid, 'SIGSTOP');
      await roundTrip().finally(() => process.kill(pid, 'SIGCONT'));
    }
    await roundTrip();
  });

  it('keep somebody signed in whichever workbench they come to', async () => {
    const sitting = { staff: ANALYST, purpose: 'SCREENING', reference: 'C-2MX9' };
    const { browser } = await signIn(running.baseUrl, sitting);
    const [, other] = running.workbenchUrls ?? [];
    expect(other).toBeDefined();
    const page = await browser.open(`${other}/search`);
    expect([page.status, page.$('h1').text()]).toEqual([200, expect.stringMatching(/search/i)]);
  });

  it('stop once, in their order, where a terminal interrupts everything that was started in it', async () => {
    const before = supervisor.text().length;
    for (const pid of await startedInTerminalOf(running.pid)) process.kill(pid, 'SIGINT');
    expect(await supervisor.exited()).toBe(0);
    expect(await childrenOf(running.pid)).toEqual([]);
    expect(supervisor.text().slice(before)).not.toContain('is started again');
  });

  it('end with the process that started them where it is killed, so that the next start finds their places free', async () => {
    const start = async () => {
      supervisor = startHub(data.folder, ['--no-demo'], {}, 'services');
      running = await supervisor.welcomed(120_000);
      return (await childrenOf(running.pid)).map(({ pid }) => pid);
    };
    const pids = await start();
    expect(pids).toHaveLength(4);
    await supervisor.kill();
    await until(() => pids.every((pid) => !isThere(pid)), { withinMs: 40_000, what: 'their end' });
    expect(await start()).toHaveLength(4);
  }, 180_000);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
