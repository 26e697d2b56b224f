import { readFile } from 'node:fs/promises';
import { DEMONSTRATION_STAFF } from '#access';
import { createSetAsideItems, noteOvertaken } from '#journey';
import { itemIdOf, projectPath } from '#platform';
import { VIEWS } from '#runtime';
import { until } from '../../../../test/support/until.js';
import { RUNBOOKS } from '../../operations/alert.js';
import { WATCHED_VIEWS } from '../../operations/views.js';
import { familyIsParked, keyIsMended, rebuildRuns, schoolGoesQuiet } from '../../testing/troubled-hub.js';
import { POLICE } from '../../../intake/testing/events.js';
import { NOW } from '../../../intake/testing/intake-harness.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const OPERATOR = DEMONSTRATION_STAFF.find(({ hub_role: role }) => role === 'OPERATOR');

describe('The operations screen', () => {
  let world: WorkbenchWorld;
  let operator: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    operator = await world.signIn('Robin Hale');
  });
  afterAll(() => world.close());

  const screen = () => operator.get('/ops');
  const words = (page: Answer, selector: string) => page.$(selector).text().replace(/\s+/g, ' ').trim();
  const rowOf = (page: Answer, name: string) =>
    page
      .$('tr')
      .filter((_index, row) => page.$(row).find('th[scope=row]').text().includes(name))
      .text()
      .replace(/\s+/g, ' ');

  it('is where an operator lands, with nothing to state first, and says that all is well when it is', async () => {
    const page = await operator.get('/');
    expect(page.$('a[role=button]').attr('href')).toBe('/ops');
    const ops = await screen();
    expect(words(ops, '#attention')).toBe('Everything is up to date.');
    expect(words(ops, '.govuk-service-navigation__list')).toBe('Operations Help');
    expect(words(ops, '.hub-strip')).toBe('Robin Hale, Operator.');
    expect(words(ops, 'main')).toContain('Read at 09:00:00. Read again');
    expect((await operator.get('/sign-in/purpose')).url).toBe(ops.url);
  });

  it('says what each part will show while there is nothing to show', async () => {
    const page = await screen();
    expect(rowOf(page, 'Northshire Police')).toMatch(
      /Not connected\s*Has not sent anything yet\. 0 Never None yet/,
    );
    expect(words(page, '#rebuilds')).toContain('Nothing here yet.');
    expect(words(page, '#parked')).toContain('Nothing is parked.');
    expect(words(page, '#set-aside')).toContain('Nothing is set aside.');
    expect(words(page, '#rejects')).toContain('No event was rejected in the last 30 days.');
    expect(words(page, '#asked')).toContain('No agency is asked.');
    expect(words(page, '#receipts')).toContain('Nothing is told over Kafka.');
  });

  it('names only runbooks that there are', async () => {
    const headings = (await readFile(projectPath('docs/runbooks.md'), 'utf8')).match(/^## .+$/gm);
    expect(headings).toEqual(expect.arrayContaining(RUNBOOKS.map((name) => `## ${name}`)));
  });

  it('names every view of the hub, and tells that it runs and is level', async () => {
    for (const { name } of VIEWS) expect(WATCHED_VIEWS.map((view) => view.words)).not.toContain(name);
    await world.level();
    const page = await screen();
    for (const { words: name } of WATCHED_VIEWS) expect(rowOf(page, name)).toMatch(/Running.*Level/);
  });

  it('tells which school went quiet against its own rhythm, not which never sent anything', async () => {
    await schoolGoesQuiet(world, 'SCHEMA.MISSING_FIELD');
    const page = await screen();
    expect(rowOf(page, 'Ashgrove Primary School')).toContain(
      'No events for 6 days; it usually sends every working day.',
    );
    expect(words(page, '#attention')).toBe('1 thing needs attention:');
    expect(words(page, '#attention + ul')).toBe('Ashgrove Primary School is quiet.');
  });

  it('tells for a week what was gone from the feed before intake had it, however often intake told it', async () => {
    const lost = { agency: POLICE, topic: 'throughline.events.force-35', partition: 0 };
    const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
    await noteOvertaken(world.pool, { ...lost, from: 0n, to: 9n }, daysAgo(8));
    await noteOvertaken(world.pool, { ...lost, from: 10n, to: 1_214n }, daysAgo(6));
    await noteOvertaken(world.pool, { ...lost, to: 1_214n }, daysAgo(5));
    const page = await screen();
    expect(words(page, '#attention + ul')).toContain(
      '1,204 events of Northshire Police were gone before intake had taken them (noticed 17 November 2026, 9:00am)' +
        '. Runbook: ThroughlineEventsOvertaken, in docs/runbooks.md',
    );
    await noteOvertaken(world.pool, { ...lost, partition: 1, to: 4n }, daysAgo(1));
    expect(words(await screen(), '#attention + ul')).toContain('1,204 events and more of Northshire Police');
    await world.pool.query('DELETE FROM projections.overtaken');
  });

  it('tells how many items cannot be decided again, why, and what to do, and never which', async () => {
    const item = itemIdOf(POLICE, 'Marker-E-9');
    const fault = { item, agency: POLICE, code: 'VAULT.WRONG_KEY' };
    await createSetAsideItems(world.pool).put([fault], { now: NOW, version: '1' }, () => 60_000);
    const page = await screen();
    expect(words(page, '#attention + ul')).toContain(
      '1 item is set aside. Runbook: ThroughlineItemsSetAside, in docs/runbooks.md',
    );
    expect(words(page, '#set-aside tbody')).toMatch(
      /\(VAULT\.WRONG_KEY\)\s*Put back the key file.* 1 23 November 2026, 9:00am 23 November 2026, 9:01am/,
    );
    expect(page.html).not.toContain(item);
    await world.pool.query('DELETE FROM projections.set_aside');
  });

  it('counts what was rejected by code, with what to do, and by agency and day behind the code', async () => {
    const page = await screen();
    const row = rowOf(page, 'SCHEMA.MISSING_FIELD');
    expect(row).toMatch(/A required field is missing\.\s*Add the field named by the path\. 1 17 1/);
    const one = await operator.get(page.$('#rejects a').attr('href') ?? '');
    expect(one.$('tbody tr')).toHaveLength(17);
    expect(words(one, 'tbody tr:first-child')).toBe('17 November 2026 Ashgrove Primary School 1');
  });

  it('shows how far a rebuild is and when it will end, and that one has stalled', async () => {
    const ends = [await rebuildRuns(world, 'timeline', 1_000), await rebuildRuns(world, 'families', 31_000)];
    const page = await screen();
    expect(rowOf(page, 'Timelines')).toMatch(/41% done: 41,000 of about 100,000 events/);
    expect(page.$('#rebuilds progress').first().attr('value')).toBe('41');
    expect(words(page, '#rebuilds')).toContain(
      'About 11 minutes left, at 9:11am. People see the old version.',
    );
    expect(words(page, '#rebuilds')).toContain('Has told nothing for 31 seconds');
    expect(words(page, '#attention + ul')).toContain('The rebuild of “People and families” is stalled');
    for (const end of ends) await end();
    await world.pool.query('DELETE FROM projections.rebuilds');
  });

  describe('with a parked family', () => {
    let parked: Answer;
    beforeAll(async () => {
      await familyIsParked(world);
      parked = await operator.get((await screen()).$('#parked a').attr('href') ?? '');
    });

    it('tells how many events wait, why, and what to do, and never whom or what they are about', async () => {
      const page = await screen();
      expect(words(page, '#attention + ul')).toContain(
        '1 family is parked. Runbook: ThroughlineFamiliesParked, in docs/runbooks.md',
      );
      expect(words(page, '#parked tbody')).toMatch(
        /Northshire Community Health 2 .* \(VAULT\.WRONG_KEY\)\s*Put back the key file/,
      );
      expect(parked.$('#main-content tbody tr')).toHaveLength(2);
      expect(words(parked, 'tbody')).toMatch(
        /Part 0, position 0 .*Part 0, position 1 .*INTAKE\.BEHIND_PARKED/,
      );
      for (const { html } of [page, parked]) expect(html).not.toMatch(/Marker|Child-P-1|Example/);
    });

    it('takes no retry without the token of the session', async () => {
      const address = parked.$('main form').attr('action') ?? '';
      expect((await operator.post(address, new URLSearchParams())).status).toBe(403);
      expect(await world.engines.events('parking-retry')).toEqual([]);
    });

    it('lets intake try again at once, and the family is gone when it was taken', async () => {
      await keyIsMended(world);
      const asked = await operator.submit(parked, {});
      expect(words(asked, '.govuk-notification-banner')).toContain(
        'Asked. Intake tries again within seconds.',
      );
      const [retry] = await world.engines.events('parking-retry');
      expect(retry?.metadata.actor).toBe(OPERATOR?.sub);
      await until(async () => words(await screen(), '#parked').includes('Nothing is parked.'));
      expect((await operator.get(new URL(parked.url).pathname)).status).toBe(404);
      expect((await world.engines.events('item-')).length).toBe(2);
    });
  });

  it('goes on showing the rest where the feed cannot be asked, and says what is not known', async () => {
    world.feedAway(true);
    const page = await screen();
    world.feedAway(false);
    expect(page.status).toBe(200);
    expect(words(page, '#feed')).toContain(
      'How many events wait is not known at the moment (FEED.UNAVAILABLE).',
    );
    expect(rowOf(page, 'Northshire Police')).toContain('Not known');
    expect(words(page, '#attention + ul')).toContain('Part of the feed is not known');
    expect(rowOf(page, 'Timelines')).toContain('Running');
  });

  it('goes on showing the rest where a view has no tables, and tells of a view that nobody runs', async () => {
    await world.pool.query('ALTER SCHEMA rhythm RENAME TO elsewhere');
    // The view runs, and takes back once what is told of it when it finds itself level.
    const page = await until(async () => {
      await world.pool.query(
        `INSERT INTO projections.faults (name, code) VALUES ('timeline', 'TALLY.BROKEN') ON CONFLICT DO NOTHING`,
      );
      const seen = await screen();
      return rowOf(seen, 'Timelines').includes('TALLY.BROKEN') && seen;
    });
    await world.pool.query('ALTER SCHEMA elsewhere RENAME TO rhythm');
    await world.pool.query('DELETE FROM projections.faults');
    expect(words(page, '#feed')).toContain('When each agency was heard is not known at the moment (42P01).');
    expect(rowOf(page, 'Timelines')).toMatch(/Trying again.*\(TALLY\.BROKEN\)/);
  });
});
