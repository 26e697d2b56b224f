import cliProgress from 'cli-progress';
import type { LoadProgress } from '../demo/load-county.js';

export interface ProgressDisplay {
  readonly show: (progress: LoadProgress) => void;
  readonly end: () => void;
}

const LINE_EVERY_MS = 2_000;

/** A bar in a terminal, a plain line every two seconds elsewhere. */
export const progressDisplay = (out: NodeJS.WriteStream): ProgressDisplay =>
  out.isTTY ? bars(out) : lines(out);

function bars(out: NodeJS.WriteStream): ProgressDisplay {
  const format = '  {name} [{bar}] {value}/{total}';
  const all = new cliProgress.MultiBar({ format, stream: out, hideCursor: true }, cliProgress.Presets.rect);
  const made = new Map<string, cliProgress.SingleBar>();
  const update = (name: string, value: number, total: number) => {
    const bar = made.get(name) ?? all.create(total, 0, { name: name.padEnd(9) });
    made.set(name, bar);
    bar.update(value);
  };
  return {
    show: ({ total, published, decided, visible, settled }) => {
      update('published', published, total);
      update('decided', decided, total);
      update('visible', visible, total);
      update('settled', settled, total);
    },
    end: () => all.stop(),
  };
}

function lines(out: NodeJS.WriteStream): ProgressDisplay {
  let last = 0;
  let latest: LoadProgress | undefined;
  const print = () => {
    if (!latest) return;
    const { total, published, decided, visible, settled } = latest;
    out.write(
      `  published ${published}, decided ${decided}, visible ${visible}, settled ${settled} of ${total}\n`,
    );
    latest = undefined;
  };
  return {
    show: (progress) => {
      latest = progress;
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      print();
    },
    end: print,
  };
}
