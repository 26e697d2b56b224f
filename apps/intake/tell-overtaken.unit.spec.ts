import type { Overtaken } from '#feed';
import type { AgencyId } from '#platform';
import { createLogger } from '#platform/logging';
import { createMetrics } from '#platform/metrics';
import { tellOvertaken } from './tell-overtaken.js';

const POLICE = 'urn:agency:force:35' as AgencyId;
const PLACE = { agency: POLICE, topic: 'throughline.events.force-35', partition: 2 };
const NOW = new Date('2026-11-23T09:00:00Z');

async function told(overtaken: Overtaken, noteOvertaken: () => Promise<void>) {
  const lines: string[] = [];
  const metrics = createMetrics();
  const logger = createLogger({ level: 'info', to: { write: (line) => void lines.push(line) } });
  tellOvertaken({ logger, metrics, clock: () => NOW, noteOvertaken })(overtaken);
  const { text } = await metrics.read();
  return {
    lines: lines.map((line) => JSON.parse(line) as object),
    metric: /^.*overtaken.*\} .*$/m.exec(text)?.[0],
  };
}

describe('Events that the feed let go of before intake had them', () => {
  const noted = async () => undefined;

  it('are told in one line of the log and counted, by agency', async () => {
    const { lines, metric } = await told({ ...PLACE, from: 2n, to: 7n }, noted);
    expect(lines).toMatchObject([
      {
        level: 'error',
        code: 'FEED.OVERTAKEN',
        agency: POLICE,
        partition: 2,
        count: 5,
        from: '2',
        position: '7',
      },
    ]);
    expect(metric).toBe(`throughline_feed_overtaken_events_total{agency="${POLICE}"} 5`);
  });

  it('count as one where nobody knows how many, so that the alert sounds', async () => {
    const { lines, metric } = await told({ ...PLACE, to: 7n }, noted);
    expect(lines).toEqual([expect.not.objectContaining({ count: expect.anything() as unknown })]);
    expect(metric).toMatch(/ 1$/);
  });
});
