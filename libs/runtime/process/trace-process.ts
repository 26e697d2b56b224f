import type { Logger, Shutdown } from '#platform';
import type { Settings } from '#platform/config';
import { startTracing } from '#platform/tracing';

/** Before anything else is opened: what starts first stops last, and the spans of stopping are sent too. */
export async function traceProcess(
  name: string,
  { otlpEndpoint: endpoint }: Pick<Settings, 'otlpEndpoint'>,
  { logger, shutdown }: { readonly logger: Logger; readonly shutdown: Shutdown },
): Promise<void> {
  const service = name === 'hub' ? 'throughline' : `throughline-${name}`;
  const tracing = await startTracing({ service, endpoint, logger: logger.of('tracing') });
  shutdown.add('tracing', tracing.stop);
}
