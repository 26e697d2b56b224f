import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder on a disk of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Until not a byte is free. */
  fill(): void;
  /** Until so many MB are free. */
  fillBut(megabytes: number): void;
  free(): void;
  remove(): void;
}

const MB = 1024 * 1024;

/** Whether this account may mount one: as a rule root alone may. */
export const mayMount = (): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-mount-'));
  const mounted = mount(folder, 1);
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
};

/** Held in memory, so a test fills it in tenths of a second. Only where `mayMount`. */
export function smallDisk(megabytes: number): SmallDisk {
  const at = mkdtempSync(join(tmpdir(), 'throughline-disk-'));
  if (!mount(at, megabytes)) throw new Error(`No disk could be mounted at ${at}`);
  const folder = join(at, 'data');
  // PostgreSQL's own account has to enter.
  mkdirSync(folder, { recursive: true });
  for (const each of [at, folder]) chmodSync(each, 0o755);
  const filler = join(at, 'filler');
  const free = () => rmSync(filler, { force: true });
  const fill = () => writeUntilFull(filler);
  return {
    ...{ folder, fill, free },
    fillBut(megabytes) {
      const kept = join(at, 'kept');
      writeMegabytes(kept, megabytes);
      fill();
      rmSync(kept);
    },
    remove() {
      spawnSync('umount', ['--lazy', at]);
      rmSync(at, { recursive: true, force: true });
    },
  };
}

const mount = (at: string, megabytes: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'throughline-test', at]).status === 0;

function writeMegabytes(file: string, count: number): void {
  const to = openSync(file, 'w');
  try {
    for (let written = 0; written < count; written += 1) writeSync(to, Buffer.alloc(MB));
  } finally {
    closeSync(to);
  }
}

/** Goes on with what others gave back meanwhile, until nothing more is taken. */
function writeUntilFull(file: string): void {
  try {
    writeMegabytes(file, Number.POSITIVE_INFINITY);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  }
}
