import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiled, type Compiled } from '../../support/compiled.js';
import type { Row } from '../run-conformance.js';

export interface CommandResult {
  readonly code: number | null;
  readonly rows: readonly Row[];
  readonly output: string;
  readonly errors: string;
}

/** The real command in a process of its own, where its memory can be told from the server's. */
export class ConformanceCommand {
  private constructor(private readonly built: Compiled) {}

  static async build(): Promise<ConformanceCommand> {
    return new ConformanceCommand(
      await compiled(['libs/platform', 'libs/event-store', 'test/conformance', 'test/support']),
    );
  }

  async run(...args: readonly string[]): Promise<CommandResult> {
    const program = this.built.program('test/conformance/cli/main.js');
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, errors, [code]] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { code, output, errors, rows: output.startsWith('{') ? rowsOf(output) : [] };
  }

  remove(): Promise<void> {
    return this.built.remove();
  }
}

const rowsOf = (json: string): readonly Row[] => (JSON.parse(json) as { rows: readonly Row[] }).rows;

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
