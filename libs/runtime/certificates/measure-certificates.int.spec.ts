import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeCertificates, type TestCertificates } from '#event-store/testing';
import { systemClock } from '#platform';
import { createLogger } from '#platform/logging';
import { createMetrics } from '#platform/metrics';
import type { CertificateUse } from './certificate-files.js';
import { measureCertificates } from './measure-certificates.js';

const DAY_S = 86_400;

describe('When the certificates of a process end', () => {
  let soon: TestCertificates;
  let later: TestCertificates;
  let folder: string;
  let lines: string[];

  beforeAll(async () => {
    [soon, later] = await Promise.all([makeCertificates(undefined, 3), makeCertificates(undefined, 40)]);
    folder = dirname(soon.authority);
  });
  afterAll(() => Promise.all([soon.remove(), later.remove()]));

  async function told(files: Parameters<typeof measureCertificates>[0], clock = systemClock) {
    lines = [];
    const metrics = createMetrics();
    const to = { write: (line: string) => void lines.push(line) };
    await measureCertificates(files, { metrics, clock, logger: createLogger({ level: 'warn', to }) });
    const { text } = await metrics.read();
    return text.split('\n').filter((line) => line.startsWith('throughline_certificate_ends_seconds'));
  }

  const daysOf = (line = '') => (Number(line.split(' ').at(-1)) - Date.now() / 1000) / DAY_S;

  it('is told by what each file is for, and by no path or name', async () => {
    const files = new Map([
      ['kafka-authority', later.authority],
      ['kafka-client', soon.authority],
    ] as const);
    const [authority, client, ...more] = await told(files);
    expect(authority).toMatch(/^throughline_certificate_ends_seconds\{certificate="kafka-authority"\} \d+$/);
    expect(client).toMatch(/^throughline_certificate_ends_seconds\{certificate="kafka-client"\} \d+$/);
    expect([daysOf(authority), daysOf(client)]).toEqual([expect.closeTo(40, 1), expect.closeTo(3, 1)]);
    expect([more, lines]).toEqual([[], []]);
  });

  /** Days until the end that is told of a file with both, looked at so many days from now. */
  async function toldOfBoth(use: CertificateUse, days: number): Promise<number> {
    const both = join(folder, 'both.pem');
    const texts = [later, soon].map((each) => readFile(each.authority, 'utf8'));
    await writeFile(both, (await Promise.all(texts)).join('what openssl says of the next\n'));
    const clock = () => new Date(Date.now() + days * DAY_S * 1000);
    const [line] = await told(new Map([[use, both]]), clock);
    return daysOf(line);
  }

  it('is, where several authorities are trusted, when the next of them does, or the last has', async () => {
    expect(await toldOfBoth('kafka-authority', 0)).toBeCloseTo(3, 1);
    expect(await toldOfBoth('kafka-authority', 4)).toBeCloseTo(40, 1);
    expect(await toldOfBoth('kafka-authority', 41)).toBeCloseTo(40, 1);
  });

  it('is, of a chain of the hub itself, when the first of its links does or did', async () => {
    expect(await toldOfBoth('kafka-client', 0)).toBeCloseTo(3, 1);
    expect(await toldOfBoth('kafka-client', 4)).toBeCloseTo(3, 1);
  });

  it('is not known of a file that is not there or holds none, which keeps no other from being told', async () => {
    const files = new Map([
      ['kafka-client', join(folder, 'marker.crt')],
      ['event-store-authority', join(folder, 'node.key')],
      ['kafka-authority', later.authority],
    ] as const);
    expect(await told(files)).toEqual([expect.stringContaining('kafka-authority')]);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ part: 'kafka-client' }),
      expect.objectContaining({ part: 'event-store-authority', code: 'CONFIG.FILE' }),
    ]);
    expect(lines.join()).not.toMatch(/marker|event-store-tls/);
  });
});
