import { isThroughlineError } from '#platform';
import { generateCounty } from '../county/generate-county.js';
import { publishCounty } from '../publish/publish-county.js';
import { HELP, readArguments, type Arguments } from './arguments.js';
import { progressDisplay } from './progress-display.js';

async function publish(request: Arguments): Promise<void> {
  const county = generateCounty(request);
  const display = progressDisplay(process.stdout.isTTY, (line) => process.stdout.write(line));
  const started = performance.now();
  const outcome = await publishCounty({
    baseUrl: request.url,
    credentials: request.credentials,
    county,
    rate: request.rate,
    onProgress: (progress) => display.show(progress),
  }).finally(() => display.end());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${outcome.accepted} events accepted and ${outcome.refused} refused in ${seconds} s.`);
  for (const { label, childName, dateOfBirth, why } of county.worthOpening) {
    console.log(`\n${childName}, born ${dateOfBirth}: ${label}\n  ${why}`);
  }
}

try {
  const request = readArguments(process.argv.slice(2), new Date().toISOString().slice(0, 10));
  if (request === 'help') console.log(HELP);
  else await publish(request);
} catch (error) {
  console.error(isThroughlineError(error) ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}
