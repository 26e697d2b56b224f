import { recordIdOf, type AgencyId } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../intake/testing/events.js';
import type { Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const HOSPITALS = 'urn:agency:ods:RZZ' as AgencyId;
const UNKNOWN = '6f1f4f0e-6a37-4d0c-9a3e-3f6c1f6f5b11';
const BOTH_KNOW = {
  names: [{ given: 'Example', family: 'Known-Twice' }],
  identifiers: { nhsNumber: '9990001235' },
};

describe('Of a record that was erased', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    for (const [at, source] of [COMMUNITY_HEALTH, HOSPITALS].entries()) {
      const of = { source, subject: child(`X-${at}`, BOTH_KNOW) };
      await world.tell(
        agreementEvent(`A-${at}`, { ...of, reference: `ATS-X-${at}` }),
        itemEvent(`E-${at}`, { ...of, service: `Clinic ${at}` }),
      );
    }
  });
  afterAll(() => world.close());

  const search = async () =>
    analyst.submit(await analyst.get('/search'), {
      given: 'Example',
      family: 'Known-Twice',
      'birth-day': '4',
      'birth-month': '5',
      'birth-year': '2017',
    });
  const found = async () => (await search()).$('a[href^="/families/"]').first().attr('href');

  it('a practitioner sees and finds nothing, not even when something was, before any view is built anew', async () => {
    const before = await analyst.get((await found()) ?? '');
    expect(before.$('.hub-shown').text()).toContain('Showing 1 to 2 of 2,');
    expect(before.$('main').text()).toContain('2 items that you can see');

    await world.engines.vault.destroy(recordIdOf(COMMUNITY_HEALTH, 'X-0'));
    const left = (await found()) ?? '';
    const rest = await analyst.get(left);
    expect(rest.$('.hub-shown').text()).toContain('Showing 1 to 1 of 1,');
    expect(rest.$('main').text()).toContain('1 item that you can see');
    expect(rest.html).not.toContain('Clinic 0');

    await world.engines.vault.destroy(recordIdOf(HOSPITALS, 'X-1'));
    expect(await found()).toBeUndefined();
    for (const page of ['timeline', 'people']) {
      const gone = await analyst.get(left.replace(/timeline$/, page));
      const none = await analyst.get(`/families/${UNKNOWN}/${page}`);
      expect([gone.status, none.status]).toEqual([404, 404]);
    }
  });
});
