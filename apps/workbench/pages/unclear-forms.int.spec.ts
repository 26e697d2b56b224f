import { itemIdOf } from '#platform';
import { agreementEvent, child, COMMUNITY_HEALTH, itemEvent } from '../../intake/testing/events.js';
import type { Answer, Answers, Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

const EMERGENCY = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{ judgeName: 'P. Sergeant', judgeRole: 'Duty sergeant', judgeOrganisation: 'Police' },
  limb: 'CANNOT_OBTAIN',
};
const CONNECTION = { kind: 'RELATIVE', reason: 'My nephew' };

/** Each way in which a form may not say what was chosen, beside the choices that it offers. */
const UNCLEAR: readonly (readonly [how: string, value: (offered: readonly string[]) => readonly string[]])[] =
  [
    ['missing', () => []],
    ['unknown', () => ['whatever']],
    ['given twice', (offered) => [offered[0] ?? '', offered.at(-1) ?? '']],
  ];

describe('What a form does not say clearly', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let manager: Visitor;
  let family: string;
  const item = itemIdOf(COMMUNITY_HEALTH, 'E-U-1');
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    world.at(new Date('2026-11-25T10:00:00Z'));
    const subject = child('U-1');
    await world.tell(agreementEvent('A-U-1', { subject, reference: 'ATS-U-1' }));
    await world.tell(itemEvent('E-U-1', { subject }));
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    manager = await world.signIn('Grace Okafor', 'SCREENING');
    const { rows } = await world.pool.query<{ family_id: string }>(
      `SELECT p.family_id FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) WHERE r.item_id = $1`,
      [item],
    );
    family = rows[0]?.family_id ?? '';
  });
  afterAll(() => world.close());

  /** Sends the form with the field unclear in each way: it is refused, and nothing but looks is put on record. */
  async function refusesUnclear(
    who: Visitor,
    page: Answer,
    answers: Answers,
    offers: Readonly<Record<string, string[]>>,
  ) {
    const decided = async () =>
      (await world.engines.events('')).filter(({ type }) => !/Disclosed|LookedAt/.test(type)).length;
    const before = await decided();
    for (const [field, offered] of Object.entries(offers))
      for (const [how, value] of UNCLEAR) {
        // Left empty it is the sender, and any id may be one of staff.
        if (how !== 'given twice' && field === 'staff') continue;
        const told = await who.submit(page, { ...answers, [field]: value(offered) });
        expect({ field, how, status: told.status }).toEqual({ field, how, status: 400 });
        expect(told.$('.govuk-error-summary a').text()).not.toBe('');
      }
    expect(await decided()).toBe(before);
  }

  it('opens nothing in an emergency', async () => {
    await refusesUnclear(analyst, await analyst.get(`/break-glass/${family}`), EMERGENCY, {
      understood: ['yes'],
      limb: ['CANNOT_OBTAIN', 'CANNOT_GIVE'],
    });
  });

  it('justifies no emergency view', async () => {
    await analyst.submit(await analyst.get(`/break-glass/${family}`), EMERGENCY);
    await world.level();
    const link = (await manager.get('/emergency')).$('tbody tr a').attr('href') ?? '';
    const page = await manager.get(link);
    await refusesUnclear(manager, page, { reason: 'It was' }, { verdict: ['JUSTIFIED', 'NOT_JUSTIFIED'] });
  });

  it('declares no connection, neither of the sender nor of anybody else', async () => {
    const page = await manager.get(`/families/${family}/connection`);
    await refusesUnclear(
      manager,
      page,
      { ...CONNECTION, staff: 'staff-4e1c7a52' },
      {
        kind: ['OTHER', 'RELATIVE'],
        staff: ['staff-4e1c7a52', ''],
      },
    );
  });

  it('neither confirms a connection nor ends it', async () => {
    const other = { kind: 'OTHER', reason: 'A neighbour' };
    await analyst.submit(await analyst.get(`/families/${family}/connection`), other);
    await world.level();
    const page = await manager.get((await manager.get('/connections')).$('tbody tr a').attr('href') ?? '');
    await refusesUnclear(manager, page, { reason: 'As she says' }, { answer: ['confirm', 'end'] });
  });

  it('asks for no override and answers none', async () => {
    const texts = ['harmFeared', 'evidence', 'whyNoAgreement', 'alternatives', 'whyNotTold'];
    const asked = {
      ...Object.fromEntries(texts.map((name) => [name, 'Words'])),
      ...{ items: item, [`necessity-${item}`]: 'It would harm', recipients: 'urn:agency:la:873/mash' },
      ...{ told: 'no', 'review-day': '10', 'review-month': '12', 'review-year': '2026', step: 'send' },
    };
    const form = await analyst.get(`/families/${family}/overrides/new?kind=NOT_SHARING`);
    await refusesUnclear(analyst, form, asked, { told: ['yes', 'no'] });
    const sent = await analyst.submit(form, asked);
    const page = await manager.get(new URL(sent.url).pathname);
    const answer = { [`item-${item}`]: 'approve', line: 'no', reason: 'Yes', answer: 'authorise' };
    await refusesUnclear(manager, page, answer, {
      [`item-${item}`]: ['approve', 'decline'],
      line: ['no', 'yes'],
      answer: ['authorise', 'refuse'],
    });
  });

  it('is never taken for the form that opens, of two that look alike', async () => {
    const form = await analyst.get(`/families/${family}/overrides/new?kind=NOT_SHARING`);
    form.$('input[name=kind]').remove();
    for (const kind of [[], ['whatever'], ['NOT_SHARING', 'OVERRIDE']])
      expect((await analyst.submit(form, { kind, step: 'check' })).status).toBe(403);
  });
});
