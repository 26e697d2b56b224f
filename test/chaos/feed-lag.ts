import type { Running } from '../hub/hub-process.js';

/** Events that the hub has accepted and not decided, over all agencies; NaN before it has looked. */
export async function feedLag({ baseUrl }: Running): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  const values = [...text.matchAll(/^throughline_feed_lag\{[^}]*\} (\d+)$/gm)].map(([, value]) =>
    Number(value),
  );
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0);
}
