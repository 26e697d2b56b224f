import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The time of day as one service sees it. */
export interface ServiceClock {
  readonly name: string;
  /** What the service has to be started with. */
  readonly environment: NodeJS.ProcessEnv;
  /** So many days ahead of the machine's clock; seen within a second. */
  set(daysAhead: number): void;
}

export function serviceClock(folder: string, name: string): ServiceClock {
  const file = join(folder, `clock-${name}`);
  const set = (daysAhead: number) => {
    // Whole or not at all: the service may look at any moment.
    writeFileSync(`${file}.new`, `${daysAhead < 0 ? '' : '+'}${daysAhead}d\n`);
    renameSync(`${file}.new`, file);
  };
  set(0);
  return {
    ...{ name, set },
    environment: {
      LD_PRELOAD: libfaketime(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // Timers and durations go on as they are, as on a machine whose clock is set.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  };
}

/** Debian keeps it in a folder of the machine's architecture. */
function libfaketime(): string {
  const folders = ['/usr/lib', ...readdirSync('/usr/lib').map((each) => join('/usr/lib', each))];
  const found = folders
    .map((folder) => join(folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
  if (found) return found;
  throw new Error('Setting clocks needs libfaketime: apt-get install faketime');
}
