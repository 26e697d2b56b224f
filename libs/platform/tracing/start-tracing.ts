import type { Tracing, TracingOptions } from './tracing-options.js';

/** Once for a process, before its parts start. The packages that record and send are loaded only where they are needed. */
export async function startTracing({ endpoint, ...options }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return { stop: async () => undefined };
  const { registerTracing } = await import('./sdk/register-tracing.js');
  return registerTracing({ ...options, endpoint });
}
