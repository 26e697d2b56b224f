import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectPath } from '#platform';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built program with these settings alone, run to its end while this process goes on: it may serve the program. */
export async function runProgram(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...settings };
  const child = spawn(process.execPath, [projectPath('dist', program), ...args], { env });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const parts: string[] = [];
    stream.setEncoding('utf8').on('data', (part: string) => parts.push(part));
    return parts;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout: stdout?.join('') ?? '', stderr: stderr?.join('') ?? '' };
}
