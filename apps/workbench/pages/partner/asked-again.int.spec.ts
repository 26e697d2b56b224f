import { itemIdOf, type AgencyId } from '#platform';
import { load } from 'cheerio';
import { until } from '../../../../test/support/until.js';
import { agreementEvent, child, itemEvent } from '../../../intake/testing/events.js';
import type { Answer, Visitor } from '../../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../testing/workbench-world.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const subject = child('Marker-1');
const ours = itemEvent('H-1', { source: HOSPITALS, subject });

describe('The pages about content that is asked for again', () => {
  let world: WorkbenchWorld;
  let owner: Visitor;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
    world.at(new Date());
    owner = await world.signIn('Nadia Osei');
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
    await world.tell(ours, itemEvent('H-2', { source: HOSPITALS, subject: child('Marker-2') }));
    expect(words(await owner.get('/partner'))).toContain('For you to publish again None');
    await world.engines.feed.prune(new Date(Date.now() + 60_000));
    await world.tell(agreementEvent('A-1', { source: HOSPITALS, subject }));
    await becomes('ContentAsked');
  });
  afterAll(() => world.close());

  const words = (page: Answer) =>
    load(page.$('main').html()?.replaceAll('<', ' <') ?? '')
      .text()
      .replace(/\s+/g, ' ')
      .trim();
  const becomes = async (type: string) => {
    await until(async () => (await world.engines.events('item-')).some((event) => event.type === type));
    await world.level();
  };
  const historyOf = async () => words(await governance.get(`/ig/items/${itemIdOf(HOSPITALS, 'H-1')}`));

  it('list for its publisher what to publish again, whenever it came, and say how on the receipt', async () => {
    const health = await owner.get('/partner');
    expect(words(health)).toContain('For you to publish again 1 for you to publish again');
    const list = await owner.get(health.$('a[href*="content-asked"]').attr('href') ?? '');
    expect(list.$('tbody tr')).toHaveLength(1);
    expect(list.$('caption').text()).not.toContain('30 days');
    const receipt = words(await owner.get(list.$('tbody a').attr('href') ?? ''));
    expect(receipt).toMatch(/Content asked for again: .+ What to do: Publish the same event again/);
    expect(receipt).not.toContain('Published again');
  });

  it('tell information governance how many items wait, and of each item that it was asked for', async () => {
    expect(words(await governance.get('/ig/consent'))).toContain('Waiting for content: 1.');
    expect(await historyOf()).toContain('Its content had gone from the feed: asked for from its agency');
  });

  it('tell an operator how many events an agency is asked for, and which no operator may read', async () => {
    const page = await (await world.signIn('Robin Hale')).get('/ops');
    const asked = page.$('#asked').text().replace(/\s+/g, ' ');
    expect(asked).toMatch(/Since Northshire .+ 1 \d/);
    expect(page.html).not.toMatch(/H-1|Marker/);
  });

  it('say so when it was published again, and what became of it', async () => {
    await world.tell(ours);
    await becomes('ItemReleased');
    const list = await owner.get('/partner/receipts?state=content-asked');
    expect(words(list)).toContain('No events match these filters.');
    const all = await owner.get('/partner/receipts');
    const href = all
      .$('tbody a')
      .filter((_at, link) => all.$(link).text() === 'H-1')
      .attr('href');
    const receipt = words(await owner.get(href ?? ''));
    expect(receipt).toMatch(/Accepted .* Published again: /);
    expect(receipt).not.toContain('Publish the same event again');
    expect(words(await governance.get('/ig/consent'))).toContain('Waiting for content: 0.');
    expect(await historyOf()).toMatch(
      /released .* Its content was published again .* asked for from its agency/,
    );
  });
});
