import type { Vault } from '#vault';
import { child, itemEvent } from './testing/events.js';
import { startIntakeEngines, type IntakeUnderTest } from './testing/intake-harness.js';

const EVENTS = 300;

/** The most digests that were asked for without a turn for anything else; each event takes at least one in each stage. */
function digestsInOneTurn(vault: Vault) {
  let [now, most, watching] = [0, 0, true];
  const turn = () => {
    now = 0;
    if (watching) setImmediate(turn);
  };
  turn();
  return {
    vault: {
      ...vault,
      digest: (...parts: readonly string[]) => {
        most = Math.max(most, ++now);
        return vault.digest(...parts);
      },
    },
    most: () => {
      watching = false;
      return most;
    },
  };
}

describe('A large batch, where intake shares its process', () => {
  let under: IntakeUnderTest;
  beforeAll(async () => (under = await startIntakeEngines()));
  afterAll(() => under.close());

  it('leaves turns for pages and heartbeats while it is read and planned', async () => {
    const counting = digestsInOneTurn(under.vault);
    const numbered = { ...child('TURN'), identifiers: { nhsNumber: '9990001235' } };
    await under.publish(
      ...Array.from({ length: EVENTS }, (_, at) => itemEvent(`turn-${at}`, { subject: numbered })),
    );
    const intake = await under.startIntake({ vault: counting.vault, inOneTurn: 32 });
    await under.settled();
    const most = counting.most();
    expect(intake.status()).toMatchObject({ messages: EVENTS, faults: 0 });
    expect((await under.events('item-')).length).toBe(EVENTS);
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThan(EVENTS / 2);
  });
});
