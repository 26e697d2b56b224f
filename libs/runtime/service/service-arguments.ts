import { understood } from '#platform/arguments';
import type { ServiceDescription } from './service.js';

export const usageOf = ({ name, does, needs }: ServiceDescription): string => `Throughline ${name}: ${does}

  node dist/apps/${name}/main.js [--port PORT]

  --port PORT   port to listen on (default HUB_PORT, or 3000); 0 takes a free one
  --help        this text

Settings are environment variables or lines of .env; see .env.example. It cannot do without
${needs.join(', ')}. Health is at /health/live and /health/ready, metrics at /metrics.
`;

/** Throws `PROGRAM.ARGUMENT` with one sentence. */
export function readServiceArguments(given: readonly string[]): { help: boolean; port: string | undefined } {
  const { values } = understood(given, { options: { port: { type: 'string' } } });
  return { help: values.help ?? false, port: values.port };
}
