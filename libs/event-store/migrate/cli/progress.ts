import { SingleBar } from 'cli-progress';
import type { Progress } from '../migrate-store.js';

export interface ProgressView {
  show(progress: Progress): void;
  end(): void;
}

/** A bar on a terminal, a line for every tenth of the way elsewhere; on standard error. */
export const progressView = (): ProgressView => (process.stderr.isTTY ? bar() : lines());

const thousandthsOf = ({ position, head }: { position: bigint; head: bigint }): number =>
  head === 0n ? 1_000 : Math.min(1_000, Number((position * 1_000n) / head));

function bar(): ProgressView {
  const shown = new SingleBar({
    format: '{step} {bar} {percentage}% {events} events',
    stream: process.stderr,
  });
  shown.start(1_000, 0, { step: 'Copying  ', events: 0 });
  return {
    show: (progress) =>
      progress.step === 'copy'
        ? shown.update(thousandthsOf(progress), { events: progress.events })
        : shown.update(1_000, { step: 'Comparing', events: progress.read }),
    end: () => shown.stop(),
  };
}

const COMPARED_LINE = 100_000;

function lines(): ProgressView {
  let tenth = 0;
  let compared = 0;
  const copied = (thousandths: number, events: number) => {
    if (Math.floor(thousandths / 100) <= tenth) return;
    tenth = Math.floor(thousandths / 100);
    process.stderr.write(`Copying: ${tenth * 10}%, ${events} events\n`);
  };
  const read = (events: number) => {
    if (Math.floor(events / COMPARED_LINE) <= compared) return;
    compared = Math.floor(events / COMPARED_LINE);
    process.stderr.write(`Comparing: ${compared * COMPARED_LINE} events read\n`);
  };
  return {
    show: (progress) =>
      progress.step === 'copy' ? copied(thousandthsOf(progress), progress.events) : read(progress.read),
    end: () => undefined,
  };
}
