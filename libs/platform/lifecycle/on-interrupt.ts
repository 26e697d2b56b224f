/** A terminal's Ctrl-C reaches a program more than once, directly and through npm; a later one is meant. */
const SAME_WISH_MS = 2_000;

/** Calls `stop` at the first Ctrl-C; one that comes later ends the process at once with `code`. */
export function onInterrupt(stop: () => void, code: number): void {
  let first = 0;
  process.on('SIGINT', () => {
    if (first === 0) stop();
    else if (performance.now() - first > SAME_WISH_MS) process.exit(code);
    first ||= performance.now();
  });
}
