import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceEvent } from '#contracts';
import { projectPath } from '#platform';
import type { LocalKafka } from '../../../infra/kafka-local/start-kafka.mjs';
import type { ExamplePrograms } from './example-programs.js';
import type { Ended } from './run-program.js';

export type Language = 'java' | 'python';
export type Mode = 'structured' | 'binary';

export interface SignIn {
  readonly language: Language;
  /** The name that Kafka knows the agency by. */
  readonly name: string;
  readonly by?: 'password' | 'certificate';
  /** In place of the agency's own. */
  readonly password?: string;
  /** More settings of the client, one a line. */
  readonly more?: string;
}

export interface Publication extends SignIn {
  readonly mode: Mode;
  /** The agency's own where absent. */
  readonly topic?: string;
  readonly events: readonly SourceEvent[];
}

/** The systems of agencies: the examples with each agency's own settings, made from those in docs/partners. */
export class PartnerSystems {
  private constructor(
    private readonly folder: string,
    private readonly examples: ExamplePrograms,
    private readonly kafka: LocalKafka,
  ) {}

  static async open(examples: ExamplePrograms, kafka: LocalKafka): Promise<PartnerSystems> {
    return new PartnerSystems(await mkdtemp(join(tmpdir(), 'throughline-partner-')), examples, kafka);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async publish({ mode, topic, events, ...signIn }: Publication): Promise<Ended> {
    const args = ['--topic', topic ?? `throughline.events.${signIn.name}`, '--mode', mode];
    return this.run('Publish', signIn, [...args, await this.file(JSON.stringify(events))]);
  }

  /** Files as they are, whatever they hold. */
  async publishFile(signIn: SignIn, path: string): Promise<Ended> {
    return this.run('Publish', signIn, ['--topic', `throughline.events.${signIn.name}`, path]);
  }

  /** Until nothing more came for a moment. */
  async receipts(signIn: SignIn, topic = `throughline.receipts.${signIn.name}`): Promise<Ended> {
    const group = `${signIn.name}-${signIn.language}`;
    return this.run('Receipts', signIn, ['--topic', topic, '--group', group, '--idle', '3']);
  }

  async file(text: string): Promise<string> {
    const file = join(this.folder, randomUUID());
    await writeFile(file, text, { mode: 0o600 });
    return file;
  }

  private async run(program: 'Publish' | 'Receipts', signIn: SignIn, args: string[]): Promise<Ended> {
    const all = ['--config', await this.file(await this.settingsOf(signIn)), ...args];
    return signIn.language === 'java'
      ? this.examples.java(program, all)
      : this.examples.python(`${program.toLowerCase()}.py`, all);
  }

  private async settingsOf({
    language,
    name,
    by = 'password',
    password,
    more = '',
  }: SignIn): Promise<string> {
    const { brokers, tlsBrokers, security } = this.kafka;
    const kept = by === 'password' ? 'scram.properties' : 'certificate.properties';
    const text = await readFile(projectPath('docs', 'partners', language, kept), 'utf8');
    return text
      .replaceAll('127.0.0.1:9292', brokers.join(','))
      .replaceAll('127.0.0.1:9293', tlsBrokers?.join(',') ?? '')
      .replaceAll('ods-G7H8J.pem', security?.keyAndCertificate[name] ?? '')
      .replaceAll('authority.pem', security?.authority ?? '')
      .replaceAll('ods-G7H8J', name)
      .replaceAll('from the hub', password ?? security?.passwords[name] ?? '')
      .concat(more, '\n');
  }
}
