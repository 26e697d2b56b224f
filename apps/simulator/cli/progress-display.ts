import { SingleBar } from 'cli-progress';
import { type Progress } from '../publish/publish-county.js';

export interface ProgressDisplay {
  show(progress: Progress): void;
  end(): void;
}

/** A bar on a terminal; a line every ten per cent where the output goes to a file. */
export const progressDisplay = (isTerminal: boolean, write: (line: string) => void): ProgressDisplay =>
  isTerminal ? bar() : lines(write);

function bar(): ProgressDisplay {
  const single = new SingleBar({ format: '{bar} {percentage}% | {value} of {total} events | {eta}s left' });
  let started = false;
  return {
    show: ({ sent, total }) => {
      if (!started) single.start(total, 0);
      started = true;
      single.update(sent);
    },
    end: () => single.stop(),
  };
}

function lines(write: (line: string) => void): ProgressDisplay {
  let told = -1;
  return {
    show: ({ sent, total }) => {
      const tenths = Math.floor((sent / total) * 10);
      if (tenths <= told) return;
      told = tenths;
      write(`${tenths * 10}% (${sent} of ${total} events)\n`);
    },
    end: () => undefined,
  };
}
