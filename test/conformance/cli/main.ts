import { runConformance, type ConformanceResult } from '../run-conformance.js';

const HELP = `Asks an event store what EventStoreDB 23.10.6 was asked, and shows where it answers otherwise.

Usage: npm run conformance -- URL        for example esdb://127.0.0.1:2113?tls=false`;

function show(results: readonly ConformanceResult[]): void {
  for (const { name, agrees, answer, recorded } of results) {
    console.log(`${agrees ? 'agrees ' : 'DIFFERS'}  ${name}`);
    if (agrees) continue;
    console.log(`         answered ${JSON.stringify(answer)}`);
    for (const one of recorded) console.log(`         recorded ${JSON.stringify(one)}`);
  }
  console.log(`\n${results.filter((result) => result.agrees).length} of ${results.length} agree.`);
}

async function main([url]: readonly string[]): Promise<number> {
  if (!url || url.startsWith('--')) {
    console.log(HELP);
    return url === '--help' ? 0 : 1;
  }
  const results = await runConformance(url);
  show(results);
  return results.every((result) => result.agrees) ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
