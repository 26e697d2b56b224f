import { itemIdOf } from '#platform';
import { createMetrics } from '#platform/metrics';
import type { Judgement } from '#contracts';
import {
  agreementEvent,
  child,
  COMMUNITY_HEALTH,
  itemEvent,
  withdrawalEvent,
} from '../../intake/testing/events.js';
import type { Visitor } from '../../workbench/testing/visitor.js';
import { openWorkbenchWorld, type WorkbenchWorld } from '../../workbench/testing/workbench-world.js';
import { openRecordWatch } from './open-record-watch.js';

/** A Wednesday; by the calendar the next day is a working day. */
const TODAY = new Date('2026-11-25T10:00:00Z');
const [LAST, NEXT] = [new Date('2026-11-26T23:59:00Z'), new Date('2026-11-27T00:00:00Z')];
const DANGER: Judgement = {
  ...{ kind: 'IMMEDIATE_DANGER', name: 'N. Urse', role: 'Named nurse', organisation: 'Community Health' },
  ...{ reason: 'Seen by her', madeAt: '2026-11-20T09:00:00Z', reviewBy: '2026-12-10T17:00:00Z' },
  limb: 'WOULD_PREJUDICE',
};
const FORM = {
  ...{ danger: 'A threat to kill', need: 'Where the child is', phone: '01632 960111', understood: 'yes' },
  ...{ judgeName: 'P. Sergeant', judgeRole: 'Duty sergeant', judgeOrganisation: 'Police' },
  limb: 'CANNOT_OBTAIN',
};

describe('Records that people owe, counted for those who watch the hub', () => {
  let world: WorkbenchWorld;
  let analyst: Visitor;
  let manager: Visitor;
  let now: Date;
  const metrics = createMetrics();
  beforeAll(async () => {
    world = await openWorkbenchWorld();
    at(TODAY);
    openRecordWatch({ stores: world, clock: () => now, metrics });
    analyst = await world.signIn('Asha Rahman', 'SCREENING');
    manager = await world.signIn('Grace Okafor', 'S47');
  });
  afterAll(() => world.close());

  const at = (time: Date) => {
    now = time;
    world.at(time);
  };
  /** Approvals owed and missed, and emergency views that nobody reviewed in time. */
  async function counted(time: Date): Promise<readonly number[]> {
    now = time;
    const { text } = await metrics.read();
    const valueOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
    return [
      valueOf('throughline_override_approvals_owed'),
      valueOf('throughline_override_approvals_missed'),
      valueOf('throughline_emergency_views_unreviewed'),
    ];
  }

  /** Shown to the front door in danger, against a withdrawal. */
  async function shownInDanger(localId: string): Promise<string> {
    const about = { subject: child(localId), reference: `ATS-${localId}` };
    await world.tell(agreementEvent(`A-${localId}`, about));
    const { sharing } = itemEvent('any').data;
    const data = { sharing: { ...sharing, judgement: DANGER, basisOffered: 'D2' as const } };
    await world.tell(itemEvent(`E-${localId}`, { subject: about.subject, data }));
    await world.tell(withdrawalEvent(`W-${localId}`, about));
    const { rows } = await world.pool.query<{ family: string }>(
      `SELECT p.family_id AS family FROM timeline.item_records r JOIN families.records k USING (record_id)
       JOIN families.persons p USING (person_id) WHERE r.item_id = $1`,
      [itemIdOf(COMMUNITY_HEALTH, `E-${localId}`)],
    );
    const path = `/families/${rows[0]?.family ?? ''}`;
    await analyst.get(`${path}/timeline`);
    await world.level();
    return path;
  }

  async function ask(path: string, localId: string): Promise<string> {
    const item = itemIdOf(COMMUNITY_HEALTH, `E-${localId}`);
    const check = await analyst.submit(await analyst.get(`${path}/overrides/new`), {
      ...{ step: 'check', row: 'D2', items: item, recipients: 'urn:agency:la:873/mash', told: 'yes' },
      ...{ [`necessity-${item}`]: 'It shows it', harmFeared: 'Injury', evidence: 'Bruises' },
      ...{ whyNoAgreement: 'Withdrawn', alternatives: 'None' },
      ...{ 'review-day': '10', 'review-month': '12', 'review-year': '2026' },
    });
    const { url } = await analyst.submit(check, { step: 'send' });
    await world.level();
    return new URL(url).pathname;
  }

  it('are none where nothing was shown', async () => {
    expect(await counted(TODAY)).toEqual([0, 0, 0]);
  });

  it('are an approval to the end of the next working day, and missed after it, though nobody asked', async () => {
    await shownInDanger('C-1');
    expect(await counted(LAST)).toEqual([1, 0, 0]);
    expect(await counted(NEXT)).toEqual([0, 1, 0]);
  });

  it('are counted once when somebody asks, missed without an answer and never again with one', async () => {
    at(TODAY);
    const path = await shownInDanger('C-2');
    const override = await ask(path, 'C-2');
    expect(await counted(LAST)).toEqual([2, 0, 0]);
    expect(await counted(NEXT)).toEqual([0, 2, 0]);
    at(TODAY);
    const item = itemIdOf(COMMUNITY_HEALTH, 'E-C-2');
    await manager.submit(await manager.get(override), {
      ...{ [`item-${item}`]: 'approve', line: 'no', reason: 'It was needed', answer: 'authorise' },
    });
    await world.level();
    expect(await counted(NEXT)).toEqual([0, 1, 0]);
  });

  it('are the reviews of an emergency view, until its agency has given one, late or not', async () => {
    at(TODAY);
    const path = await shownInDanger('C-3');
    const form = await analyst.get(path.replace('/families/', '/break-glass/'));
    await analyst.submit(form, FORM);
    await world.level();
    expect((await counted(LAST))[2]).toBe(0);
    expect((await counted(NEXT))[2]).toBe(1);
    at(NEXT);
    const again = await world.signIn('Grace Okafor', 'S47');
    const list = await again.get('/emergency');
    const page = await again.get(list.$('tbody tr').last().find('a').attr('href') ?? '');
    await again.submit(page, { verdict: 'JUSTIFIED', reason: 'The threat was real' });
    await world.level();
    expect((await counted(NEXT))[2]).toBe(0);
  });
});
