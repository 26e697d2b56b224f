import { itemIdOf } from '#platform';
import type { Disclosed } from '#governance';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import { judging } from '../../intake/testing/facts.js';
import { overriding } from '../../intake/testing/overriding.js';
import { until } from '../../../test/support/until.js';
import { tableOf } from '../testing/table-of.js';
import type { Answer, Visitor } from '../testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../testing/workbench-world.js';

describe('Why an item may be seen, as information governance reads it', () => {
  let world: WorkbenchWorld;
  let governance: Visitor;
  beforeAll(async () => {
    world = await openWorkbenchWorld({ reconsiders: true });
    governance = await world.signIn('Imran Cole', 'IG_AUDIT');
  });
  afterAll(() => world.close());

  const open = (id: string) => governance.get(`/ig/items/${itemIdOf(COMMUNITY_HEALTH, id)}`);

  /** The page once its history tells of this. */
  async function openWhen(id: string, words: string): Promise<Answer> {
    const told = async () => (await open(id)).html.includes(words);
    await until(told, { what: words });
    await world.level();
    return open(id);
  }

  async function agreed(localId: string): Promise<void> {
    const subject = child(localId);
    await world.tell(agreementEvent(`A-${localId}`, { subject, reference: `ATS-${localId}` }));
    await world.tell(itemEvent(`E-${localId}`, { subject, service: 'Audiology of a secret place' }));
  }

  it('says of every team and purpose what the rules answer now, on which row and agreement', async () => {
    await agreed('W-1');
    const page = await open('E-W-1');
    const rows = tableOf(page, 'Who may see it now, by team and purpose');
    const screening = rows.find((row) => row.startsWith('Multi-agency safeguarding hub Screening'));
    expect(screening).toMatch(/sent for this Permit D5: Agreement, children in need A-[0-9A-F]{6}$/);
    expect(rows).toContainEqual(expect.stringContaining('Child protection enquiry Deny'));
    expect(rows).toContainEqual(expect.stringContaining('Information governance check Deny G1'));
    expect(page.$('main').text()).toContain('under rule set 2026-11.');
  });

  it('shows basis, confidentiality and engagement as three answers, and no content', async () => {
    const page = await open('E-W-1');
    const keys = page.$('.hub-part dt').map((_index, dt) => page.$(dt).text().trim());
    expect(keys.get()).toEqual(
      expect.arrayContaining([
        'UK GDPR Article 6',
        'Article 9 and Schedule 1',
        'Confidentiality',
        'Engagement',
      ]),
    );
    expect(page.html).not.toMatch(/Audiology|Child-W-1/);
  });

  it('says what is missing in the sentences of the published reasons, and what each row lacks', async () => {
    const subject = child('W-2');
    await world.tell(itemEvent('E-W-2', { subject }));
    const page = await open('E-W-2');
    const main = page.$('main').text();
    expect(main).toContain('Nobody is shown this item');
    expect(page.$('main li').text()).toContain('AGREEMENT.NOT_ASKED');
    await world.tell(agreementEvent('A-W-2', { subject, reference: 'ATS-W-2' }));
    const after = await openWhen('E-W-2', 'Decided again, and released');
    const lacks = tableOf(after, 'Rows in the order tried for Multi-agency safeguarding hub');
    expect(lacks).toContainEqual(expect.stringMatching(/^D3: Child protection Does not match/));
    expect(lacks).toContainEqual(expect.stringMatching(/^D5: Agreement, children in need Matches/));
  });

  it('keeps what was decided when: withheld, released by an agreement, ceased by its withdrawal', async () => {
    const subject = child('W-2');
    await world.tell(withdrawalEvent('V-W-2', { subject, reference: 'ATS-W-2' }));
    const page = await openWhen('E-W-2', 'Decided again, and ceased');
    const told = tableOf(page, 'Every decision on record, latest first').map(
      (row) => /(Arrived, and withheld|Decided again, and released|Decided again, and ceased)/.exec(row)?.[0],
    );
    expect([...new Set(told)]).toEqual([
      'Decided again, and ceased',
      'Decided again, and released',
      'Arrived, and withheld',
    ]);
  });

  it('is on record before it is shown, on the row of governance, and not shown where it cannot be', async () => {
    await open('E-W-1');
    const looks = await world.engines.events('disclosure-');
    expect(looks.at(-1)?.data as Disclosed).toMatchObject({
      page: 'DECISIONS',
      purpose: 'IG_AUDIT',
      items: [{ item: itemIdOf(COMMUNITY_HEALTH, 'E-W-1'), row: 'G1' }],
    });
    world.gate.fail(true);
    const page = await open('E-W-1');
    world.gate.fail(false);
    expect(page.status).toBe(503);
    expect(page.html).not.toContain('Multi-agency safeguarding hub');
  });

  it('is no page for an item that its custodian alone may know of', async () => {
    const subject = child('W-3');
    const data = { restricted: ['SEALED_LIST'], sensitivity: 'R' } as const;
    await world.tell(itemEvent('E-W-3', { subject, data: { ...data } }));
    expect((await open('E-W-3')).status).toBe(404);
  });

  const order = { kind: 'COURT_ORDER', effect: 'FORBIDS', reference: 'Example order' } as const;

  it.each([
    ['W-4', 'forbidden to everybody by a court', { orders: [order] }],
    ['W-5', 'sent to a team that reads nowhere', { recipients: ['urn:agency:other:NSYC/desk'] }],
    ['W-6', 'sent to nobody in particular, in no danger', { toDutyDesk: true }],
  ])('nor where such an item was denied to all instead of held: %s, %s', async (id, _why, more) => {
    const sharing = { ...itemEvent('any').data.sharing, existenceMayBeTold: false, ...more };
    const restricted = { restricted: ['SEALED_LIST' as const], sensitivity: 'R' as const };
    const inPart = { subjects: [child(id, { restricted: ['SEALED_LIST'] })] };
    for (const [at, data] of [restricted, inPart].entries()) {
      await world.tell(itemEvent(`E-${id}-${at}`, { subject: child(id), data: { ...data, sharing } }));
      expect((await open(`E-${id}-${at}`)).status).toBe(404);
    }
    await world.tell(itemEvent(`E-${id}-open`, { subject: child(id), data: { sharing } }));
    expect((await open(`E-${id}-open`)).status).toBe(200);
  });

  it('counts an override that lasts, and names it in the history', async () => {
    world.at(new Date('2026-11-26T10:00:00Z'));
    const subject = child('W-9');
    const { sharing } = itemEvent('any').data;
    const judged = { ...sharing, judgement: judging('SIGNIFICANT_HARM') };
    await world.tell(agreementEvent('A-W-9', { subject, reference: 'ATS-W-9' }));
    await world.tell(withdrawalEvent('V-W-9', { subject, reference: 'ATS-W-9' }));
    await world.tell(itemEvent('E-W-9', { subject, data: { sharing: judged } }));
    const override = overriding(world.engines.store, 'audited');
    await override.ask(itemIdOf(COMMUNITY_HEALTH, 'E-W-9'));
    await override.authorise();
    const page = await openWhen('E-W-9', 'Override O-');
    const rows = tableOf(page, 'Who may see it now, by team and purpose');
    expect(rows).toContainEqual(
      expect.stringMatching(/^Multi-agency safeguarding hub Screening.* Permit D3/),
    );
  });
});
