import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreementEvent, child, itemEvent } from '../../../intake/testing/events.js';
import type { Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const HEADER = '"day","number","look","at","digest","head"';

describe('The proof of the looks', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-proof-'));
    world = await openWorkbenchWorld();
    const subject = child('Q-1');
    await world.tell(
      agreementEvent('A-Q-1', { subject, reference: 'ATS-Q-1' }),
      itemEvent('E-Q-1', { subject }),
    );
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  async function lookOn(day: string, times: number): Promise<void> {
    world.at(new Date(`${day}T10:00:00Z`));
    const analyst = await world.signIn('Asha Rahman', 'SCREENING');
    for (let at = 0; at < times; at += 1) {
      const typed = {
        given: 'Example',
        family: 'Child-Q-1',
        ...{ 'birth-day': '4', 'birth-month': '5', 'birth-year': '2017' },
      };
      await analyst.submit(await analyst.get('/search'), typed);
    }
    await world.level();
  }
  async function keepOn(day: string): Promise<string> {
    world.at(new Date(`${day}T10:00:00Z`));
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    return (await governance.get('/ig/proof?check=yes')).$('.hub-digest').text();
  }
  const against = async (day: string, head: string) =>
    (await governance.get(`/ig/proof?check=yes&day=${day}&head=${head}`)).$('#result').text();
  const download = async () => (await governance.get('/ig/proof/looks.csv')).html;
  async function checkedBy(file: string, ...kept: readonly string[]) {
    const path = join(folder, 'looks.csv');
    await writeFile(path, file);
    await writeFile(
      join(folder, 'check-looks.mjs'),
      (await governance.get('/ig/proof/check-looks.mjs')).html,
    );
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'check-looks.mjs'), path, ...kept], {
      encoding: 'utf8',
    });
    return `${status} ${stdout}`;
  }

  it('says that there is none yet while the first day lasts, and that such a file proves nothing', async () => {
    await lookOn('2026-11-25', 3);
    await keepOn('2026-11-25');
    expect((await governance.get('/ig/proof?check=yes')).$('main').text()).toContain(
      'No day with looks is over yet.',
    );
    expect(await checkedBy(await download())).toMatch(/^1 DOES NOT MATCH: it holds no day/);
  });

  it('matches a digest that was kept, however much was looked at since', async () => {
    const head = await keepOn('2026-11-26');
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    await lookOn('2026-11-27', 2);
    expect(await keepOn('2026-11-28')).not.toBe(head);
    expect(await against('2026-11-25', head)).toContain('Verified');
    expect(await against('2026-11-26', head)).toContain('Does not match');
    expect(
      await against(
        '2026-11-25',
        head.replace(/^./, (first) => (first === '0' ? '1' : '0')),
      ),
    ).toContain('Does not match');
  });

  it('asks for both the day and the digest', async () => {
    const page = await governance.get('/ig/proof?check=yes&day=2026-11-25');
    expect(page.status).toBe(400);
    expect(page.$('.govuk-error-summary a').attr('href')).toBe('#head');
  });

  it('is checked by others with Node alone, and names nobody', async () => {
    const head = await keepOn('2026-11-28');
    const file = await download();
    expect(await checkedBy(file)).toMatch(/^0 AGREES WITH ITSELF: \d+ looks of 3 days up to 2026-11-27/);
    expect(await checkedBy(file, '2026-11-27', head)).toMatch(/^0 VERIFIED up to 2026-11-27/);
    expect(file).not.toMatch(/staff-|C-2MX9|Child|F-[2-9A-Z]{4}/);
  });

  it('tells on the page itself, and in the help of the check, each step of whoever has nothing but both files', async () => {
    await keepOn('2026-11-28');
    const page = await governance.get('/ig/proof?check=yes');
    const steps = page.$('#steps li');
    expect(steps.length).toBe(4);
    expect(page.$('main').text()).not.toMatch(/docs\/|npm/);
    for (const name of ['looks.csv', 'check-looks.mjs'])
      expect(page.$(`main a[href="/ig/proof/${name}"]`)).toHaveLength(1);
    // The command of the page, as it is entered there.
    await checkedBy(await download());
    const command = steps.find('code').last().text().split(' ').slice(1);
    const { stdout, status } = spawnSync(process.execPath, command, { encoding: 'utf8', cwd: folder });
    expect(`${status} ${stdout}`).toMatch(/^0 VERIFIED up to 2026-11-27/);
    const help = spawnSync(process.execPath, ['check-looks.mjs', '--help'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(help.stdout).toContain('3. Enter: node check-looks.mjs looks.csv 2026-11-25 DIGEST');
  });

  it('finds every way in which a file can be tampered with', async () => {
    const head = await keepOn('2026-11-28');
    const lines = (await download()).split('\r\n');
    const without = (...numbers: readonly number[]) =>
      lines.filter((_line, at) => !numbers.includes(at)).join('\r\n');
    const swapped = [lines[0], lines[2], lines[1], ...lines.slice(3)].join('\r\n');
    const renumbered = [
      lines[0],
      lines[2]?.replace('"2"', '"1"'),
      lines[1]?.replace('"1"', '"2"'),
      ...lines.slice(3),
    ].join('\r\n');
    const forged = lines.join('\r\n').replace(/[0-9a-f]{64}/, 'f'.repeat(64));
    const cutAtADay = `${lines.slice(0, lines.findIndex((line) => line.includes('end of day')) + 1).join('\r\n')}\r\n`;
    const tampered = [
      '',
      `${HEADER}\r\n`,
      without(1),
      without(lines.length - 2),
      without(lines.length - 1),
      swapped,
      renumbered,
      forged,
      cutAtADay,
    ];
    for (const file of tampered)
      expect(await checkedBy(file, '2026-11-27', head)).toMatch(/^1 DOES NOT MATCH/);
  });

  it('shows a look that somebody put into the event store for a day that is over', async () => {
    const head = await keepOn('2026-11-28');
    const look = (await world.engines.events('disclosure-2026-11-25')).at(-1);
    const forged = { ...(look?.data as object), viewer: 'staff-other' };
    const event = { id: '6f1f4f0e-6a37-4d0c-9a3e-3f6c1f6f5b11' as never, type: 'Disclosed', data: forged };
    await world.engines.store.append('disclosure-2026-11-25-0', 'any', [
      { ...event, metadata: { schemaVersion: 1 } },
    ]);
    expect(await against('2026-11-27', head)).toContain('Does not match');
  });
});
