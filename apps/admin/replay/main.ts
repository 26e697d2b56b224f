import { resolve } from 'node:path';
import { createShutdown, silentLogger, unavailable } from '#platform';
import { loadSettings, type Settings } from '#platform/config';
import { print, runTool } from '../tool/run-tool.js';
import { openReplay, type OpenedReplay } from './open-replay.js';
import { replayProgress } from './progress.js';
import { readReplayOptions, USAGE, type ReplayOptions } from './replay-options.js';
import { isAllGone, NOTHING, replayTable, type ReplayReport } from './replay-report.js';
import { replay } from './replay.js';

await runTool('replay', async (args) => {
  const options = readReplayOptions(args);
  if (options.help) return print(USAGE);
  const data = options.data === undefined ? undefined : resolve(options.data);
  await run(options, loadSettings({ DATA_DIR: data }));
});

async function run(options: ReplayOptions, settings: Settings): Promise<void> {
  const shutdown = createShutdown({ logger: silentLogger });
  try {
    const { lost, ...opened } = await openReplay(settings, shutdown);
    const wish = stoppedByCtrlC().signal;
    await putBack(options, opened, AbortSignal.any([wish, lost]));
    if (lost.aborted)
      throw unavailable(
        'ADMIN.REPLAY_LOST',
        `The database did not hear from this replay for a while. ${GO_ON}`,
      );
    if (wish.aborted) print(`Stopped. ${GO_ON}`);
  } finally {
    await shutdown.run();
  }
}

const GO_ON = 'The same command goes on with the rest.';

/** What was done is told, also where the rest could not be. */
async function putBack(
  options: ReplayOptions,
  { deps, upTo }: Omit<OpenedReplay, 'lost'>,
  signal: AbortSignal,
): Promise<void> {
  const filter = { ...options.filter, upTo };
  const progress = replayProgress(await deps.refused.count(filter));
  let report = NOTHING;
  const onProgress = (soFar: ReplayReport) => {
    report = soFar;
    progress.show(soFar);
  };
  try {
    report = await replay(deps, { ...options, filter, signal, onProgress });
  } finally {
    progress.end();
    print(replayTable(report, options.dryRun));
  }
  if (isAllGone(report)) print('Nothing of it is in this feed: is KAFKA_BROKERS given as it is to the hub?');
}

function stoppedByCtrlC(): AbortController {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  return stopping;
}
