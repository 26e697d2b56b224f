import { agreementEvent, itemEvent } from './testing/events.js';
import { judging, stating } from './testing/facts.js';
import { startReconsidering, type Reconsidering } from './testing/reconsidering.js';

/** Two minutes after the moment that intake takes for now; the contract allows five between two clocks. */
const AHEAD = '2026-11-23T09:02:00Z';

describe('An agency whose clock is a little ahead', () => {
  let hub: Reconsidering;

  beforeEach(async () => {
    hub = await startReconsidering();
    await hub.start();
  });
  afterEach(() => hub.close());

  it.each(['IMMEDIATE_DANGER', 'SIGNIFICANT_HARM'] as const)('is heard when it judges: %s', async (kind) => {
    const judgement = judging(kind, { madeAt: AHEAD });
    await hub.hub.publish(stating('E-1', { sharing: { judgement } }));
    await hub.hub.settled();
    expect(await hub.stepsOf('E-1')).toEqual(['ItemShared']);
  });

  it('is heard when it tells of an agreement, which brings up what waited for it', async () => {
    const given = agreementEvent('A-1');
    const details = { ...given.data.details, givenAt: AHEAD };
    await hub.hub.publish(itemEvent('E-1'));
    await hub.hub.settled();
    await hub.hub.publish({ ...given, data: { ...given.data, details } });
    await hub.becomes('E-1', 'ItemReleased');
    expect(await hub.stepsOf('E-1')).toEqual(['ItemWithheld', 'ItemReleased']);
  });
});
