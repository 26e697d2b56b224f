import { resolve } from 'node:path';
import { createShutdown, silentLogger } from '#platform';
import { loadSettings, type Settings } from '#platform/config';
import { print, runTool } from '../tool/run-tool.js';
import { openReplay } from './open-replay.js';
import { replayProgress } from './progress.js';
import { readReplayOptions, USAGE, type ReplayOptions } from './replay-options.js';
import { isAllGone, replayTable } from './replay-report.js';
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
    const { deps, upTo } = await openReplay(settings, shutdown);
    const filter = { ...options.filter, upTo };
    const progress = replayProgress(await deps.refused.count(filter));
    const { signal } = stoppedByCtrlC();
    const report = await replay(deps, { ...options, filter, signal, onProgress: progress.show });
    progress.end();
    print(replayTable(report, options.dryRun));
    if (isAllGone(report))
      print('Nothing of it is in this feed: is KAFKA_BROKERS given as it is to the hub?');
    if (signal.aborted) print('Stopped: the same command goes on with the rest.');
  } finally {
    await shutdown.run();
  }
}

function stoppedByCtrlC(): AbortController {
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  return stopping;
}
