import { isThroughlineError, onInterrupt } from '#platform';
import { checkpointFile } from '../checkpoint.js';
import { migrateStore, verifyOnly } from '../migrate-store.js';
import { HELP, readOptions, type CliOptions } from './options.js';
import { progressView, type ProgressView } from './progress.js';
import { HOW_TO_SWITCH, isEqual, reportOf } from './report.js';

const SAME = 0;
const FAILED = 1;
const DIFFERENT = 2;
const INTERRUPTED = 130;

const tell = (text: string): boolean => process.stdout.write(`${text}\n`);
const complain = (text: string): boolean => process.stderr.write(`${text}\n`);

async function run(options: CliOptions, view: ProgressView): Promise<number> {
  const ends = { fromUrl: options.from, toUrl: options.to, onProgress: view.show.bind(view) };
  if (options.verifyOnly) {
    const verification = await verifyOnly(ends);
    view.end();
    tell(reportOf(verification));
    return isEqual(verification) ? SAME : DIFFERENT;
  }
  return copy(options, ends, view);
}

async function copy(
  { from, to, checkpointFile: file }: CliOptions,
  ends: Parameters<typeof verifyOnly>[0],
  view: ProgressView,
): Promise<number> {
  const stopping = new AbortController();
  onInterrupt(() => stopping.abort(), INTERRUPTED);
  const checkpoints = checkpointFile(file, from, to);
  const migrated = await migrateStore({ ...ends, checkpoints, signal: stopping.signal });
  view.end();
  if (migrated.interrupted) {
    complain(`Stopped after ${migrated.events} events. Run the same command again to go on.`);
    return INTERRUPTED;
  }
  tell(reportOf(migrated.verification));
  if (!isEqual(migrated.verification)) return DIFFERENT;
  tell(`${HOW_TO_SWITCH}\nThe file ${file} is no longer needed.`);
  return SAME;
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options.help) {
      tell(HELP);
      return SAME;
    }
    if (!options.verifyOnly) complain('Every writer of the source must be stopped until the switch.');
    const view = progressView();
    try {
      return await run(options, view);
    } finally {
      view.end();
    }
  } catch (error) {
    complain(sentenceOf(error));
    return FAILED;
  }
}

function sentenceOf(error: unknown): string {
  if (isThroughlineError(error)) return `${error.message} (${error.code})`;
  const code = (error as { code?: unknown } | null)?.code;
  return `The copy failed${typeof code === 'string' ? ` (${code})` : ''}. Run the same command again to go on.`;
}

process.exit(await main());
