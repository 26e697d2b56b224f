import type { Row } from '../run-conformance.js';
import { commandHook } from './command-hook.js';
import { HELP, readOptions } from './options.js';
import { Table } from './table.js';

const URL = 'esdb://127.0.0.1:2113?tls=false';
const row = (over: Partial<Row>): Row => ({
  part: 'recorded',
  question: 'a question',
  verdict: 'agrees',
  notes: [],
  ...over,
});

describe('The arguments of the conformance command', () => {
  it('are one address and what to ask of it', () => {
    const nothing = { restartCommand: undefined, leaderCommand: undefined };
    expect(readOptions([URL])).toEqual({ help: false, json: false, url: URL, only: [], ...nothing });
    const more = [
      '--only',
      'restart',
      '--only',
      'slow',
      '--json',
      '--restart-command',
      'systemctl restart kurrentdb',
    ];
    expect(readOptions([URL, ...more])).toMatchObject({
      json: true,
      only: ['restart', 'slow'],
      restartCommand: 'systemctl restart kurrentdb',
    });
  });

  it('take the address that the hub is set to, however it begins', () => {
    for (const beginning of ['eventstoredb', 'kurrentdb'])
      expect(readOptions([URL.replace('esdb', beginning)])).toMatchObject({ url: URL });
    expect(readOptions(['kurrentdb+discover://cluster:2113']).url).toBe('esdb+discover://cluster:2113');
  });

  it('may be none when help is asked for, which explains every option and exit code', () => {
    expect(readOptions(['--help']).help).toBe(true);
    for (const word of ['--only', '--json', '--restart-command', '--leader-command', 'Ends with 0'])
      expect(HELP).toContain(word);
  });

  it.each([[[]], [['here']], [[URL, URL]], [[URL, '--fast']]])(
    'are refused in one sentence: %j',
    (args: string[]) => {
      expect(() => readOptions(args)).toThrow(/see --help\.$/);
    },
  );
});

describe('The table of the conformance command', () => {
  it('says how far it is, what differs and how, and what was not asked and why', () => {
    const table = new Table(3);
    const lines = [
      row({}),
      row({ verdict: 'differs', notes: ['answered 1', 'recorded 2'] }),
      row({ part: 'production', verdict: 'not asked', notes: ['the address names one node'] }),
    ].flatMap((each) => table.add(each));
    expect([...lines, ...table.end()]).toEqual([
      '',
      'What EventStoreDB 23.10.6 answered',
      '    1/3  agrees     a question',
      '    2/3  DIFFERS    a question',
      '                    answered 1',
      '                    recorded 2',
      '',
      'What a server in production does',
      '    3/3  not asked  a question',
      '                    the address names one node',
      '',
      '1 agree, 1 differ, 1 were not asked.',
    ]);
  });
});

describe('A command of the operator', () => {
  it('is run by the shell', async () => {
    await expect(commandHook('--restart-command', 'exit 0')()).resolves.toBeUndefined();
  });

  it('is told by its option and how it ended, where it fails or takes too long', async () => {
    await expect(commandHook('--restart-command', 'exit 3')()).rejects.toThrow(
      'the command of --restart-command ended with 3.',
    );
    await expect(commandHook('--leader-command', 'sleep 60', 100)()).rejects.toThrow('SIGTERM');
  });
});
