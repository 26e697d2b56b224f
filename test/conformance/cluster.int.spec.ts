import { makeCertificates, TestCluster, type TestCertificates } from '#event-store/testing';
import { PRODUCTION } from './production/ask-production.js';
import { compare } from './production/load.js';
import type { Hooks } from './production/question.js';
import { runConformance, type Row } from './run-conformance.js';
import { ConformanceCommand, type CommandResult } from './testing/command.js';
import { Controls } from './testing/controls.js';

const ACCOUNT = 'hub:changeit';
const NAMES = PRODUCTION.map(({ name }) => name);

describe('what production does, asked of a cluster with TLS and accounts', () => {
  let tls: TestCertificates;
  let cluster: TestCluster;
  let command: ConformanceCommand;
  let result: CommandResult;

  beforeAll(async () => {
    tls = await makeCertificates();
    cluster = await TestCluster.start({ tls, account: ACCOUNT });
    command = await ConformanceCommand.build();
    const controls = await Controls.open({
      restart: () => cluster.restartLog(),
      'change-leader': async () => cluster.handOver(cluster.follower),
    });
    result = await command.run(
      ...[cluster.url(), '--json', ...NAMES.flatMap((name) => ['--only', name])],
      ...['--restart-command', controls.command('restart')],
      ...['--leader-command', controls.command('change-leader')],
    );
    await controls.close();
  }, 240_000);

  afterAll(async () => {
    await command.remove();
    await cluster.stop();
    await tls.remove();
  });

  it.each(NAMES)('%s', (name) => {
    const row = result.rows.find(({ question }) => question === name);
    expect(row).toMatchObject({ verdict: 'agrees', notes: [] });
  });

  it('ends with 0, and tells the password to nobody', () => {
    expect(result.code).toBe(0);
    expect(result.output + result.errors).not.toContain('changeit');
  });

  it('says in one sentence why it could ask nothing', async () => {
    const { code, errors } = await command.run(cluster.url({ account: 'hub:wrong' }));
    expect(code).toBe(1);
    expect(errors).toMatch(/^The event store refused the account .* \(EVENT_STORE\.ACCESS_DENIED\)\n$/m);
  });
});

describe('the questions about production notice', () => {
  const ask = async (url: string, only: string, hooks: Hooks = {}): Promise<Row | undefined> => {
    for await (const row of runConformance(url, { only: [only], hooks, patienceMs: 4_000 })) return row;
    return undefined;
  };

  it('a server that lets everybody in', async () => {
    const tls = await makeCertificates();
    const open = await TestCluster.start({ tls });
    const row = await ask(open.url({ account: ACCOUNT }), 'wrong password');
    expect(row?.verdict).toBe('differs');
    for (const way of ['A read', 'An append', 'A subscription'])
      expect(row?.notes).toContain(`${way} was answered with success, not EVENT_STORE.ACCESS_DENIED.`);
    await open.stop();
    await tls.remove();
  });

  it('a node that is down, although the others serve', async () => {
    const lame = await TestCluster.start();
    await lame.follower.stop();
    const row = await ask(lame.url(), 'every node');
    expect(row?.verdict).toBe('differs');
    expect(row?.notes.join()).toMatch(/127\.0\.0\.1:\d+ does not answer/);
    await lame.stop();
  });

  it('a change of the leader that loses what was written', async () => {
    const forgetful = await TestCluster.start({ nodes: 1 });
    const changeLeader = () => forgetful.forgetSomeEvents();
    const row = await ask(forgetful.url(), 'another leader', { changeLeader });
    expect(row?.verdict).toBe('differs');
    expect(row?.notes.join()).toMatch(/Stored: \d+ of \d+ events are missing/);
    await forgetful.stop();
  });

  it('an event that is there twice', () => {
    expect(compare('Handed over', ['conf-1', 'conf-2'], ['conf-1', 'conf-2', 'conf-1'])).toEqual([
      'Handed over: 1 events are there twice.',
    ]);
  });
});
