import type { ItemShared, ItemWithheld, SourceEventRejected } from '#journey';
import { itemIdOf, type AgencyId } from '#platform';
import type { Decision } from '#sharing';
import { COMMUNITY_HEALTH, example, POLICE } from './testing/events.js';
import {
  agreeing,
  HOUSING,
  judging,
  stating,
  VOLUNTARY,
  YOUTH_JUSTICE,
  type Stated,
} from './testing/facts.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

/** When the second rule set is in force. */
const NOW = new Date('2026-11-26T10:00:00Z');
const MASH = 'urn:agency:la:873/mash';
const ORDER = { kind: 'COURT_ORDER', effect: 'COMPELS', reference: 'Marker-Case-114' } as const;

describe('a fact that an event states', () => {
  let hub: IntakeUnderTest;
  let published = 0;

  beforeAll(async () => {
    hub = await startIntakeEngines();
    await hub.startIntake({ clock: () => NOW });
  });
  afterAll(() => hub.close());

  const firstOf = async (agency: AgencyId, id: string) =>
    (await hub.store.readStream(`item-${itemIdOf(agency, id)}`))[0];

  const reasonsOf = async (id: string) =>
    (await hub.events('rejection-'))
      .map(({ data }) => data as SourceEventRejected)
      .filter(({ sourceEventId }) => sourceEventId === id)
      .flatMap(({ reasons }) => reasons.map(({ code }) => code));

  /** Publishes it, after an agreement of its family where they agreed, and gives what was stored. */
  async function stored(given: Stated & { readonly agreed?: true | 'EXPRESSLY' }) {
    const id = `E-${++published}`;
    const event = stating(id, given);
    if (given.agreed) {
      await hub.publish(agreeing(id, given, given.agreed === 'EXPRESSLY' ? { express: true } : {}));
      await hub.settled();
    }
    await hub.publish(event);
    await hub.settled();
    const first = await firstOf(event.source as AgencyId, id);
    if (!first) throw new Error('Nothing was stored of the event');
    return { type: first.type, data: first.data as ItemShared | ItemWithheld };
  }

  async function decided(given: Parameters<typeof stored>[0], recipient = MASH): Promise<Decision> {
    const { data } = await stored(given);
    const found = data.decisions.find((each) => each.recipient === recipient);
    if (!found) throw new Error('Nothing was decided for the recipient');
    return found;
  }

  it('an order of a court that compels opens D1, within its limit and unless it is stayed', async () => {
    expect(await decided({ sharing: { orders: [ORDER] } })).toMatchObject({ outcome: 'PERMIT', row: 'D1' });
    const stayed = await decided({ sharing: { orders: [{ ...ORDER, stayed: true }] } });
    expect(stayed).toMatchObject({ outcome: 'DENY', row: 'D9' });
    expect(stayed.reasons).toContain('ORDER.STAYED');
    const limited = { ...ORDER, recipients: ['urn:agency:other:NSEH'] };
    expect((await decided({ sharing: { orders: [limited] } })).reasons).toContain('ORDER.OUTSIDE_LIMIT');
  });

  it('an order that forbids shuts every row but D1', async () => {
    const orders = [{ ...ORDER, effect: 'FORBIDS' as const }];
    const judgement = judging('SIGNIFICANT_HARM');
    const forbidden = await decided({ sharing: { orders, judgement } });
    expect(forbidden).toMatchObject({ outcome: 'DENY', reasons: ['ORDER.FORBIDS'] });
    const both = await decided({ sharing: { orders: [...orders, ORDER], judgement } });
    expect(both).toMatchObject({ outcome: 'PERMIT', row: 'D1' });
  });

  it('immediate danger opens D2, for the necessary details alone', async () => {
    const fields = [
      { name: 'service', necessary: true },
      { name: 'clinicianView', necessary: false },
    ];
    const danger = { judgement: judging('IMMEDIATE_DANGER'), fields };
    expect(await decided({ sharing: danger })).toMatchObject({ row: 'D2', fields: ['service'] });
    const none = { ...danger, fields: [{ name: 'service', necessary: false }] };
    expect((await decided({ sharing: none })).outcome).toBe('DENY');
  });

  it('danger whose sender can name nobody goes to the duty desk, and to no other team', async () => {
    const sharing = { toDutyDesk: true, judgement: judging('IMMEDIATE_DANGER') };
    const { data } = await stored({ sharing });
    const told = data.decisions.map(({ outcome, row, recipient }) => [recipient, outcome, row]);
    expect(told).toEqual([
      [MASH, 'PERMIT', 'D2'],
      ['urn:agency:other:NSEH/family-help', 'DENY', undefined],
      ['urn:agency:la:873/family-support', 'DENY', undefined],
    ]);
  });

  it('significant harm opens D3, where the judgement was made for the enquiry that is named', async () => {
    const judgement = judging('SIGNIFICANT_HARM', { enquiry: 'Marker-Enquiry-7' });
    const same = await decided({ sharing: { judgement, enquiry: 'Marker-Enquiry-7' } });
    expect(same).toMatchObject({ outcome: 'PERMIT', row: 'D3' });
    const other = await decided({ sharing: { judgement, enquiry: 'Marker-Enquiry-8' } });
    expect(other.reasons).toContain('JUDGEMENT.OTHER_ENQUIRY');
    const unnamed = await decided({ sharing: { judgement } });
    expect(unnamed.reasons).toContain('JUDGEMENT.OTHER_ENQUIRY');
  });

  it('the duty of D4 is advised until a person confirms it, and then binds', async () => {
    const judgement = judging('RELEVANT_AND_MAY_HELP');
    expect(await decided({ sharing: { judgement } })).toMatchObject({ outcome: 'ADVISE', row: 'D4' });
    const confirmed = await decided({ sharing: { judgement, judgements: [judging('DUTY_CONFIRMED')] } });
    expect(confirmed).toMatchObject({ outcome: 'MUST_SHARE', row: 'D4' });
  });

  it('a judgement that sharing harms more than silence stops what is shared on agreement', async () => {
    const sharing = { task: 'CA2004_S10' as const, judgement: judging('MORE_HARM_THAN_SILENCE') };
    const answer = await decided({ agreed: true, sharing });
    expect(answer).toMatchObject({ outcome: 'DENY', reasons: ['DUTY.JUDGED_MORE_HARMFUL'] });
  });

  it('a judgement that was withdrawn, or made elsewhere, opens nothing', async () => {
    const withdrawn = judging('SIGNIFICANT_HARM', { withdrawnAt: '2026-11-21T09:00:00Z' });
    expect((await decided({ sharing: { judgement: withdrawn } })).reasons).toContain('JUDGEMENT.WITHDRAWN');
    const elsewhere = judging('SIGNIFICANT_HARM', { agency: 'urn:agency:ods:RZZ' });
    expect((await decided({ sharing: { judgement: elsewhere } })).reasons).toContain(
      'JUDGEMENT.NOT_AT_SENDER',
    );
  });

  it('a children’s task opens D5 where the family agreed, and D6 stands without one', async () => {
    const task = await decided({ agreed: true, sharing: { task: 'CA1989_S17' } });
    expect(task).toMatchObject({ outcome: 'PERMIT', row: 'D5' });
    expect(await decided({ agreed: true })).toMatchObject({ outcome: 'PERMIT', row: 'D6' });
  });

  it('a recorded public interest opens D7 for a voluntary sender', async () => {
    const given = { type: 'voluntary.support-completed.v1', source: VOLUNTARY };
    const interest = await decided({ ...given, sharing: { publicInterest: 'Marker-Interest' } });
    expect(interest).toMatchObject({ outcome: 'PERMIT', row: 'D7' });
    const blank = await decided({ ...given });
    expect(blank.reasons).toContain('VOLUNTARY.NO_PUBLIC_INTEREST');
  });

  it('a real choice opens D8 where the family agreed in express words', async () => {
    const given = { type: 'voluntary.concern-raised.v1', source: VOLUNTARY } as const;
    const choice = { ...given, sharing: { realChoice: true } };
    expect(await decided({ ...choice, agreed: 'EXPRESSLY' })).toMatchObject({ outcome: 'PERMIT', row: 'D8' });
    expect(await decided({ ...given, agreed: 'EXPRESSLY' })).toMatchObject({ outcome: 'DENY' });
  });

  it('a real choice is no ground without express words, nor beside a public task', async () => {
    const given = { type: 'voluntary.concern-raised.v1', source: VOLUNTARY, agreed: true } as const;
    const choice = await decided({ ...given, sharing: { realChoice: true } });
    expect(choice.alsoMatches).toContain('D8');
    expect(choice).toMatchObject({ outcome: 'DENY', modifiers: ['M5'] });
    expect(choice.reasons).toContain('BASIS.NOT_EXPRESS');
    const none = await decided({ ...given, sharing: { realChoice: false } });
    expect(none.alsoMatches).not.toContain('D8');
    const tasked = await decided({ ...given, sharing: { realChoice: true, task: 'CA2004_S11' } });
    expect(tasked.alsoMatches).not.toContain('D8');
  });

  it('police data gathered for law enforcement passes M3 by a law alone', async () => {
    const given = { type: 'police.custody-detained.v1', source: POLICE };
    const judgement = judging('SIGNIFICANT_HARM');
    const own = await decided({ ...given, sharing: { judgement } });
    expect(own).toMatchObject({ row: 'D3', modifiers: expect.arrayContaining(['M3']) as unknown });
    const health = await decided({ sharing: { judgement, origin: 'LAW_ENFORCEMENT' } });
    expect(health).toMatchObject({ outcome: 'DENY', modifiers: ['M3'] });
    expect(health.reasons).toContain('BASIS.NOT_AUTHORISED_BY_LAW');
    const law = 'Crime and Disorder Act 1998, section 115';
    const lawful = await decided({
      sharing: { judgement, origin: 'LAW_ENFORCEMENT', authorisedByLaw: law },
    });
    expect(lawful).toMatchObject({ outcome: 'PERMIT', row: 'D3' });
  });

  it('crime data of another sender, or of general origin, is asked for M4', async () => {
    const judgement = judging('SIGNIFICANT_HARM');
    const justice = { type: 'youth-justice.breach.v1', source: YOUTH_JUSTICE };
    const authority = await decided({ ...justice, sharing: { judgement } });
    expect(authority).toMatchObject({ outcome: 'PERMIT', row: 'D3' });
    expect(authority.modifiers).toEqual(['M4']);
    const police = { type: 'police.custody-detained.v1', source: POLICE };
    const general = await decided({ ...police, sharing: { judgement, origin: 'GENERAL' } });
    expect(general.modifiers).toContain('M4');
    expect(general.modifiers).not.toContain('M3');
  });

  it('crime data that holds special category data besides needs a condition of Article 9 too', async () => {
    const justice = { type: 'youth-justice.breach.v1', source: YOUTH_JUSTICE, agreed: true } as const;
    const answer = await decided({
      ...justice,
      sharing: { judgement: judging('SIGNIFICANT_HARM'), specialCategory: true },
    });
    expect(answer.modifiers).toContain('M5');
  });

  it('a statute that needs consent shuts agreement without it, and neither harm nor danger (M6)', async () => {
    const statuteConsent = { statute: 'Housing Act 1996, section 213B', given: false };
    const refused = await decided({ agreed: true, sharing: { statuteConsent } });
    expect(refused).toMatchObject({ outcome: 'DENY', modifiers: ['M6'] });
    const consented = { ...statuteConsent, given: true };
    expect(await decided({ agreed: true, sharing: { statuteConsent: consented } })).toMatchObject({
      outcome: 'PERMIT',
    });
    const harm = await decided({ sharing: { statuteConsent, judgement: judging('SIGNIFICANT_HARM') } });
    expect(harm).toMatchObject({ outcome: 'PERMIT', row: 'D3' });
  });

  it('a homelessness referral carries its own consent, which no other statement can replace', async () => {
    const type = 'housing.duty-to-refer-received.v1';
    const { details } = stating('X', { type }).data;
    const referral = (consentToRefer: boolean, sharing = {}): Stated => ({
      type,
      source: HOUSING,
      sharing,
      subject: { identifiers: { nhsNumber: '9990001235' } },
      data: { details: { ...details, consentToRefer } },
    });
    const yes = await decided({ ...referral(true), agreed: true });
    expect(yes).toMatchObject({ outcome: 'PERMIT', row: 'D6' });
    const statuteConsent = { statute: 'Housing Act 1996, section 213B', given: true };
    const no = await decided({ ...referral(false, { statuteConsent }), agreed: true });
    expect(no).toMatchObject({ outcome: 'DENY', modifiers: ['M6'] });
    expect(no.reasons).toContain('BASIS.STATUTE_NEEDS_CONSENT');
  });

  it('a restriction of processing blocks agreement and lets significant harm pass', async () => {
    const subject = { processing: 'RESTRICTED' as const };
    expect((await decided({ subject, agreed: true })).outcome).toBe('DENY');
    const judgement = judging('SIGNIFICANT_HARM');
    expect(await decided({ subject, sharing: { judgement } })).toMatchObject({
      outcome: 'PERMIT',
      row: 'D3',
    });
  });

  it('is kept for deciding again, while references and reasons lie sealed with the details', async () => {
    const sharing = {
      orders: [{ ...ORDER, court: 'Marker-Court' }],
      enquiry: 'Marker-Enquiry-9',
      publicInterest: 'Marker-Interest',
      judgements: [judging('SIGNIFICANT_HARM', { enquiry: 'Marker-Enquiry-9' })],
    };
    const { type, data } = await stored({ sharing });
    expect(type).toBe('ItemShared');
    const { content, item } = data as ItemShared;
    expect(content.facts.sharing).toMatchObject({
      orders: [{ kind: 'COURT_ORDER', effect: 'COMPELS', reference: true }],
      enquiry: 'THIS',
      publicInterest: true,
      judgements: [{ kind: 'SIGNIFICANT_HARM', named: true, reasoned: true, enquiry: 'THIS' }],
    });
    const [details] = await hub.vault.open([{ sealed: content.sealed, context: item }]);
    expect(details).toMatchObject({
      grounds: {
        orders: [{ reference: 'Marker-Case-114', court: 'Marker-Court' }],
        enquiry: 'Marker-Enquiry-9',
        publicInterest: 'Marker-Interest',
        judgements: [{ name: 'Example Practitioner', reason: 'Marker-Reason' }],
      },
    });
  });

  it('a class of one person alone holds the whole, and not even its kind is told', async () => {
    const { type, data } = await stored({ agreed: true, subject: { restricted: ['MARAC'] } });
    expect(type).toBe('ItemWithheld');
    expect(new Set(data.decisions.map(({ outcome }) => outcome))).toEqual(new Set(['HOLD']));
    expect(data).toMatchObject({ existenceMayBeTold: false });
    expect(data).not.toHaveProperty('kind');
  });

  it('minutes of MAPPA are rejected with a code of their own, and an item of that class is held', async () => {
    const plain = stating('MAPPA-1', {}).data;
    await hub.publish(stating('MAPPA-1', { data: { ...plain, minutes: true, restricted: ['MAPPA'] } }));
    await hub.settled();
    expect(await reasonsOf('MAPPA-1')).toEqual(['OUTSIDE.MAPPA_MINUTES']);
    expect(await firstOf(COMMUNITY_HEALTH, 'MAPPA-1')).toBeUndefined();
    const held = await stored({ agreed: true, data: { restricted: ['MAPPA'] } });
    expect(held.type).toBe('ItemWithheld');
    expect(new Set(held.data.decisions.map(({ outcome }) => outcome))).toEqual(new Set(['HOLD']));
  });

  it('of an adoption only the pointer is taken, and held; a detail is rejected and leaves nothing', async () => {
    const judgement = judging('IMMEDIATE_DANGER');
    const detail = stating('ADOPTED-1', { data: { restricted: ['ADOPTION'] }, sharing: { judgement } });
    await hub.publish(detail);
    await hub.settled();
    expect(await reasonsOf('ADOPTED-1')).toEqual(['OUTSIDE.POINTER_ONLY']);
    expect(await firstOf(COMMUNITY_HEALTH, 'ADOPTED-1')).toBeUndefined();
    const type = 'social-care.custodian-pointer.v1';
    const { subjects } = example(type).data;
    const pointer = { ...stating('POINTER-1', { type, data: { subjects } }), subject: 'EX-000001' };
    await hub.publish(pointer);
    await hub.settled();
    const first = await firstOf(COMMUNITY_HEALTH, 'POINTER-1');
    expect(first?.type).toBe('ItemWithheld');
    expect(first?.data).not.toHaveProperty('kind');
    expect(JSON.stringify(first?.data)).not.toMatch(/ADOPTION|Adoption|desk/);
  });

  it('leaves no reference, name or reason in the clear, in any stream or its name', async () => {
    const all = await hub.events('');
    expect(all.length).toBeGreaterThan(published);
    expect(JSON.stringify(all.map(({ stream, data }) => [stream, data]))).not.toMatch(
      /Marker-|Example Practitioner/,
    );
  });
});
