import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs to the end, whatever its exit code. Throws where the program is not there or takes longer than two minutes. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const options = { env: { ...process.env, ...env }, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, out, err) => {
      if (!error) resolve({ code: 0, out, err });
      else if (typeof error.code === 'number') resolve({ code: error.code, out, err });
      else reject(new Error(`${program} could not be run to its end`, { cause: error }));
    });
  });
}

/** Throws what the program said where it did not end well. */
export async function runWell(program: string, args: readonly string[]): Promise<void> {
  const { code, out, err } = await runProgram(program, args);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${out}${err}`);
}

/** Throws one plain sentence where a program is missing. */
export async function requireProgram(
  program: string,
  args: readonly string[],
  missing: string,
): Promise<void> {
  await runWell(program, args).catch(() => {
    throw new Error(missing);
  });
}
