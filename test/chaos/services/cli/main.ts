import { parseArgs } from 'node:util';
import { runChaos, type ChaosReport } from '../run-chaos.js';

const USAGE = `Kills and pauses services and engines under a steady load, then checks that nothing was lost, doubled or reordered.

  npm run chaos -- [--faults 40] [--seed N] [--rate 40]

  --faults N   how many (default 40)
  --seed N     of an earlier run, to repeat its faults and its history (default: drawn, and printed)
  --rate N     events a second over all agencies (default 40)

Needs Java 17 and Apache Maven for Kafka. Everything runs on this machine in a folder of its own, on loopback.
Ends with 0 where everything held, with 1 where something did not.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      faults: { type: 'string', default: '40' },
      seed: { type: 'string' },
      rate: { type: 'string', default: '40' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return (print(USAGE), 0);
  const whole = (name: string, text: string) => {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new Error(`--${name} takes a whole number above 0`);
  };
  const seed = whole('seed', values.seed ?? String(1 + (Date.now() % 1_000_000)));
  print(`Seed ${seed}: repeat this run with npm run chaos -- --seed ${seed} --faults ${values.faults}\n`);
  const report = await runChaos({
    ...{ seed, faults: whole('faults', values.faults), perSecond: whole('rate', values.rate) },
    tell: (line) => print(`${line}\n`),
  });
  print(told(report));
  return Object.values(report.findings).every((found) => found.length === 0) ? 0 : 1;
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
