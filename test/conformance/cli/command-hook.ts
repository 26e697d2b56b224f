import { spawn } from 'node:child_process';

const LONGEST_MS = 300_000;

/** Runs a command of the operator by the shell; what it prints goes to standard error. Rejects where it fails. */
export const commandHook =
  (option: string, command: string, longestMs = LONGEST_MS) =>
  (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(command, { shell: true, stdio: ['ignore', 2, 2], timeout: longestMs });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`the command of ${option} ended with ${signal ?? code}.`));
      });
    });
