import type { SampleDrawn, SampleReviewed } from '#governance';
import { until } from '../../../test/support/until.js';
import { agreementEvent, child, itemEvent } from '../../intake/testing/events.js';
import { tableOf } from '../testing/table-of.js';
import type { Answer, Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

describe('The sample check', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  let sample: Answer;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
  });
  afterAll(() => world.close());

  const drawOne = async () => governance.submit(await governance.get('/ig/samples'), {});
  const kept = async () => world.engines.events('sample-');
  const path = () => new URL(sample.url).pathname;

  it('says that there is nothing to draw where nothing was decided', async () => {
    const page = await drawOne();
    expect([page.status, page.$('.govuk-error-summary').text()]).toEqual([
      409,
      expect.stringContaining('There is no decision to draw yet.'),
    ]);
  });

  it('draws thirty decisions of all, and keeps which, the seed and how many there were', async () => {
    const subject = child('M-1');
    await world.tell(agreementEvent('A-M-1', { subject, reference: 'ATS-M-1' }));
    for (let at = 1; at <= 14; at += 1) await world.tell(itemEvent(`E-M-${at}`, { subject }));
    await world.tell(
      itemEvent('E-M-sealed', { subject, data: { restricted: ['SEALED_LIST'], sensitivity: 'R' } }),
    );
    sample = await drawOne();
    const [event] = await kept();
    expect(event?.data as SampleDrawn).toMatchObject({
      population: 42,
      seed: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    const { decisions } = event?.data as SampleDrawn;
    expect(new Set(decisions.map(({ item, recipient }) => `${item} ${recipient}`)).size).toBe(30);
    expect(tableOf(sample, 'Decisions of this sample, in the order drawn')).toHaveLength(30);
  });

  it('draws the same again from the seed, whatever was decided since, and says so', async () => {
    await world.tell(itemEvent('E-M-later', { subject: child('M-1') }));
    const page = await governance.get(`${path()}?again=yes`);
    expect(page.$('main').text()).toContain('The same 30 decisions');
  });

  it('draws once for a form that is sent twice', async () => {
    const form = await governance.get('/ig/samples');
    const before = (await kept()).length;
    const drawn = [await governance.submit(form, {}), await governance.submit(form, {})];
    expect(drawn[1]?.url).toBe(drawn[0]?.url);
    expect((await kept()).length - before).toBe(1);
  });

  it('draws others with another seed', async () => {
    await drawOne();
    const [one, , other] = (await kept()).map(({ data }) => (data as SampleDrawn).decisions);
    expect(other).not.toEqual(one);
  });

  it('asks for a verdict and a reason, and keeps both, the reason sealed', async () => {
    const form = await governance.get(`${path()}/1`);
    const refused = await governance.submit(form, { verdict: 'MAYBE' });
    expect(refused.status).toBe(400);
    expect(refused.$('.govuk-error-summary li').text()).toContain('Select whether you agree.');
    const next = await governance.submit(form, { verdict: 'DISAGREE', words: 'Mother had said no to me' });
    expect(new URL(next.url).pathname).toBe(`${path()}/2`);
    const review = (await kept()).at(-1)?.data as SampleReviewed;
    expect(review).toMatchObject({ at: 0, verdict: 'DISAGREE' });
    expect(JSON.stringify(review)).not.toContain('Mother');
    expect((await governance.get(`${path()}/1`)).$('textarea').text()).toBe('Mother had said no to me');
  });

  it('says how far it is, what it says of all decisions, and gives it as a file without the words', async () => {
    const page = await governance.get(path());
    expect(page.$('main').text()).toContain('1 of 30 reviewed');
    expect(tableOf(page, 'Verdicts, with their range')).toContain('Disagree 1 100.0% 20.7% to 100.0%');
    const { html: file } = await governance.get(`${path()}/sample.csv`);
    expect(file.trimEnd().split('\r\n')).toHaveLength(31);
    expect(file).toContain('"DISAGREE"');
    expect(file).not.toContain('Mother');
  });

  it('is listed with its progress', async () => {
    await until(async () => (await governance.get('/ig/samples')).html.includes('1 of 30 reviewed'));
  });

  it('takes no verdict on a decision about the reviewer’s own family', async () => {
    const form = await governance.get(`${path()}/2`);
    const { rows } = await world.pool.query<{ reference: string }>('SELECT reference FROM families.families');
    const declared = { reference: rows[0]?.reference ?? '', kind: 'RELATIVE', reason: 'My niece' };
    await governance.submit(await governance.get('/ig/connections/new'), declared);
    const before = await kept();
    const answer = await governance.submit(form, { verdict: 'AGREE', words: 'All is well' });
    expect(answer.status).toBe(404);
    expect(await kept()).toEqual(before);
  });
});
