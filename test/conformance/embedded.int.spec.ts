import { startEmbeddedEventStore, type EmbeddedEventStore } from '#event-store/embedded';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PRODUCTION } from './production/ask-production.js';
import { RECORDED } from './recorded/ask-recorded.js';
import type { Row } from './run-conformance.js';
import { ConformanceCommand, type CommandResult } from './testing/command.js';
import { Controls } from './testing/controls.js';

/** What the embedded server does not offer: the hub keeps its own checkpoints beside its read models. */
const KNOWN_DIFFERENCES = ['a persistent subscription is created, read and deleted'];
const namesOf = (questions: readonly { readonly name: string }[]) => questions.map(({ name }) => name);

describe('the embedded event store answers as EventStoreDB 23.10.6 does', () => {
  let database: TestDatabase;
  let server: EmbeddedEventStore;
  let command: ConformanceCommand;
  let result: CommandResult;
  const rowOf = (name: string): Row | undefined => result.rows.find(({ question }) => question === name);

  const restart = async () => {
    const { port } = server;
    await server.stop();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port });
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startEmbeddedEventStore({ databaseUrl: database.url, port: 0 });
    command = await ConformanceCommand.build();
    const controls = await Controls.open({ restart });
    result = await command.run(server.url, '--json', '--restart-command', controls.command('restart'));
    await controls.close();
  }, 240_000);

  afterAll(async () => {
    await command.remove();
    await server.stop();
    await database.drop();
  });

  it('was asked all 76 recorded questions', () => {
    expect(result.rows.filter(({ part }) => part === 'recorded')).toHaveLength(76);
  });

  it.each(namesOf(RECORDED).filter((name) => !KNOWN_DIFFERENCES.includes(name)))('%s', (name) => {
    expect(rowOf(name)).toMatchObject({ verdict: 'agrees', notes: [] });
  });

  it.each(KNOWN_DIFFERENCES)('differs knowingly: %s', (name) => {
    expect(rowOf(name)?.verdict).toBe('differs');
    expect(rowOf(name)?.notes[0]).toContain('UnknownError');
  });

  it('does what one server without TLS can do of what production needs, and says why the rest was not asked', () => {
    const answers = namesOf(PRODUCTION).map((name) => [rowOf(name)?.verdict, ...(rowOf(name)?.notes ?? [])]);
    expect(answers).toEqual([
      ['not asked', 'the address says tls=false'],
      ['not asked', 'the address says tls=false'],
      ['not asked', 'the address names one node'],
      ['not asked', 'the address names one node'],
      ['agrees'],
      ['agrees'],
      ['not asked', 'no --leader-command was given'],
    ]);
  });

  it('ends with 2 because of the difference, and shows the table as it goes', () => {
    expect(result.code).toBe(2);
    expect(result.errors).toMatch(/^\s+83\/83 {2}not asked {2}another leader/m);
    expect(result.errors).toMatch(/77 agree, 1 differ, 5 were not asked\.\n$/);
  });

  it('ends with 0 when nothing differs of what was asked', async () => {
    const { code, output } = await command.run(
      server.url,
      '--only',
      'FROM REVISION 7',
      '--only',
      'unusual stream',
    );
    expect(code).toBe(0);
    expect(output).toMatch(/\n2 agree, 0 differ, 0 were not asked\.\n$/);
  });

  it.each([
    ['there is no such question', ['--only', 'moonlight'], /^No question contains moonlight\.\n$/],
    ['an option is not known', ['--moonlight'], /^Unknown option '--moonlight'; see --help\. \(PROGRAM/],
  ])('ends with 1 and one sentence when %s', async (_, args, sentence) => {
    const { code, errors } = await command.run(server.url, ...args);
    expect(code).toBe(1);
    expect(errors).toMatch(sentence);
  });
});
