import { onInterrupt } from '#platform';
import { argumentsOf, countOf } from '#platform/arguments';
import { runChaos, type ChaosReport } from '../run-chaos.js';

const USAGE = `Kills and pauses services and engines under a steady load, then checks that nothing was lost, doubled or reordered.

  npm run chaos -- [--faults 40] [--seed N] [--rate 40]

  --faults N   how many (default 40)
  --seed N     of an earlier run, to repeat its faults and its history (default: drawn, and printed)
  --rate N     events a second over all agencies (default 40)

Ctrl-C strikes no more: what was struck so far is healed and checked. A second one ends the run at once.
Needs Java 17 and Apache Maven for Kafka. Everything runs on this machine in a folder of its own, on loopback.
Ends with 0 where everything held, with 1 where something did not.
`;

/** The exit code of shells for a program that was interrupted. */
const INTERRUPTED = 130;

const options = {
  faults: { type: 'string', default: '40' },
  seed: { type: 'string', default: String(1 + (Date.now() % 1_000_000)) },
  rate: { type: 'string', default: '40' },
} as const;

/** The exit code. */
async function main(): Promise<number> {
  const given = argumentsOf({ usage: USAGE, options });
  if (!given) return Number(process.exitCode ?? 0);
  const faults = countOf('--faults', given.values.faults);
  const seed = countOf('--seed', given.values.seed);
  const perSecond = countOf('--rate', given.values.rate);
  if (faults === undefined || seed === undefined || perSecond === undefined) return 1;
  print(`Seed ${seed}: repeat this run with npm run chaos -- --seed ${seed} --faults ${faults}\n`);
  const tell = (line: string) => void print(`${line}\n`);
  const report = await runChaos({ seed, faults, perSecond, tell, enough: interrupted(tell) });
  print(told(report));
  return Object.values(report.findings).every((found) => found.length === 0) ? 0 : 1;
}

function interrupted(tell: (line: string) => void): AbortSignal {
  const enough = new AbortController();
  onInterrupt(() => {
    tell('No more faults: all is healed and checked now; Ctrl-C again ends at once');
    enough.abort();
  }, INTERRUPTED);
  return enough.signal;
}

const print = (text: string): boolean => process.stdout.write(text);

function told({ findings, accepted, eventsStored, struck, seed }: ChaosReport): string {
  const faults = Object.entries(struck).map(([name, count]) => `${name} ${count}`);
  const checks = Object.entries(findings).map(([check, found]) =>
    [
      `${found.length === 0 ? 'none' : found.length} ${check}`,
      ...found.slice(0, 10).map((each) => `    ${each}`),
    ].join('\n'),
  );
  return [
    `Struck: ${faults.join(', ')}`,
    `${accepted} events accepted, ${eventsStored} stored (seed ${seed})`,
    ...checks,
    '',
  ].join('\n');
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
