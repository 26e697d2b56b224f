import { SingleBar } from 'cli-progress';
import type { ReplayReport } from './replay-report.js';

/** A bar on standard error, where that is a terminal. */
export function replayProgress(total: number): {
  readonly show: (report: ReplayReport) => void;
  readonly end: () => void;
} {
  const bar = new SingleBar({
    format: 'replay {bar} {value} of {total} looked at, {putBack} put back',
    stream: process.stderr,
    clearOnComplete: true,
  });
  bar.start(total, 0, { putBack: 0 });
  return {
    show: ({ found, putBack }) => bar.update(found, { putBack }),
    end: () => bar.stop(),
  };
}
