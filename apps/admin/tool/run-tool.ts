import { sentenceOf } from '#runtime';

/** Runs a program that a person calls by hand: one sentence and exit code 1 where it fails. */
export async function runTool(name: string, main: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${sentenceOf(name, error)}\n`);
    process.exitCode = 1;
  }
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
