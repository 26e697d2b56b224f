import type { SourceEvent } from '#contracts';
import { ownFamilyOf } from '#identity';
import { itemIdOf, recordIdOf } from '#platform';
import { until } from '../../test/support/until.js';
import { openEmergency } from './testing/emergencies.js';
import { agreementEvent, COMMUNITY_HEALTH, itemEvent, withdrawalEvent } from './testing/events.js';
import { judging } from './testing/facts.js';
import { overriding } from './testing/overriding.js';
import { Several } from './testing/several.js';

const NOW = new Date('2026-11-25T11:00:00Z');
const clock = () => NOW;

/** Of harm that a nurse suspects, which a refusal stops until somebody overrides it. */
const judgedHarm = (id: string): SourceEvent => {
  const { data } = itemEvent(id);
  return itemEvent(id, { data: { sharing: { ...data.sharing, judgement: judging('SIGNIFICANT_HARM') } } });
};

describe('An item that one process of intake decides while another stores what changes it', () => {
  let several: Several;

  beforeEach(async () => {
    several = await Several.start();
  });
  afterEach(() => several.close());

  const comesTo = async (...history: readonly string[]): Promise<void> => {
    await until(async () => (await several.historyOf('E-1')).length === history.length, { what: 'the end' });
    expect(await several.historyOf('E-1')).toEqual(history);
    await several.nothingBroken();
  };

  it('is brought up where it lacked an agreement that was given meanwhile', async () => {
    const other = await several.reconsidering();
    await several.decidedWhile(itemEvent('E-1'), () => several.takes(other, agreementEvent('A-1')));
    await comesTo('ItemWithheld', 'ItemReleased');
  });

  it('ceases where its agreement was ended meanwhile', async () => {
    const other = await several.reconsidering();
    await several.takes(other, agreementEvent('A-1'));
    await several.decidedWhile(itemEvent('E-1'), () => several.takes(other, withdrawalEvent('W-1')));
    await comesTo('ItemShared', 'ItemCeased');
  });

  it('is brought up where an override of its refusal was authorised meanwhile', async () => {
    const other = await several.reconsidering({ clock });
    await several.takes(other, agreementEvent('A-1'), withdrawalEvent('W-1'));
    const override = overriding(several.county.hub.store, 'meanwhile');
    const authorising = async () => {
      await override.ask(itemIdOf(COMMUNITY_HEALTH, 'E-1'));
      await override.authorise();
    };
    await several.decidedWhile(judgedHarm('E-1'), authorising, clock);
    await comesTo('ItemWithheld', 'ItemReleased');
  });

  it('is brought up where it is restricted and somebody broke the glass meanwhile', async () => {
    const other = await several.reconsidering({ clock });
    await several.takes(other, agreementEvent('A-1'), itemEvent('E-0'));
    await several.county.reconsidered();
    const restricted = itemEvent('E-1', { data: { restricted: ['MARAC'], sensitivity: 'R' } });
    const family = ownFamilyOf(recordIdOf(COMMUNITY_HEALTH, 'C-1'));
    const breaking = () => openEmergency(several.county.hub.store, family, NOW);
    await several.decidedWhile(restricted, breaking, clock);
    await comesTo('ItemWithheld', 'ItemReleased');
  });

  it('ceases where a narrower agreement was stored beside its own meanwhile', async () => {
    const other = await several.reconsidering();
    await several.takes(other, agreementEvent('A-1'));
    const wide = agreementEvent('A-2', { reference: 'ATS-00002' });
    const details = { ...wide.data.details, categories: ['school'] };
    const narrower = { ...wide, data: { ...wide.data, details } };
    await several.decidedWhile(itemEvent('E-1'), () => several.takes(other, narrower));
    await comesTo('ItemShared', 'ItemCeased');
  });
});
