import { setTimeout as pause } from 'node:timers/promises';
import type { Hub } from '../start-hub.js';

const LOOK_EVERY_MS = 250;

/** After an upgrade: until the screens can be read. One stopped view would be waited for without end, and is told of. */
export async function untilPrepared(
  { viewsFit, watch }: Pick<Hub, 'viewsFit' | 'watch'>,
  signal: AbortSignal,
): Promise<void> {
  const isDone = async () => (await viewsFit()) || (await watch.stoppedViews()).length > 0;
  // A database that does not answer just now is told of by whoever watches it.
  const look = () => isDone().catch(() => false);
  if (await look()) return;
  process.stdout.write('Preparing what the screens show for this version ...\n');
  while (!(await look())) await pause(LOOK_EVERY_MS, undefined, { signal });
}
