import { atOnce } from '#event-store/testing';
import type { StaffId } from '#platform';
import { startTestEngines, type TestEngines } from '#read-store/testing';
import type { OverrideCommand } from '#sharing';
import {
  FIRST_ITEM,
  overrideAnswer,
  overrideDraft,
  SECOND_ITEM,
} from '../../../../libs/sharing/testing/overrides.js';
import { findOverride, takeOverride } from './override-stream.js';

const [ONE, OTHER] = ['staff-one' as StaffId, 'staff-other' as StaffId];
const sealed = { k: 'override/S', c: 'sealed' };
const draft = overrideDraft();
const { override } = draft;

const authorisedBy = (person: StaffId): OverrideCommand => ({
  ...{ kind: 'AUTHORISE', answer: overrideAnswer({ person }), sealed },
  ...{ approved: [FIRST_ITEM, SECOND_ITEM], declined: [] },
});
const refusedBy = (person: StaffId): OverrideCommand => ({
  ...{ kind: 'REFUSE', answer: overrideAnswer({ person }), sealed },
});

describe('Two people who answer one request to override a refusal at the same moment', () => {
  let engines: TestEngines;

  beforeEach(async () => {
    engines = await startTestEngines();
    await takeOverride(engines.store, override, draft.requester.person, { kind: 'ASK', draft, sealed });
  });
  afterEach(() => engines.stop());

  it.each([
    ['both authorise it', authorisedBy, authorisedBy],
    ['both refuse it', refusedBy, refusedBy],
    ['one refuses what the other authorises', refusedBy, authorisedBy],
  ])('are told whose answer stands: %s', async (_which, first, second) => {
    const told = await atOnce(
      engines.store,
      (store) => takeOverride(store, override, ONE, first(ONE)),
      (store) => takeOverride(store, override, OTHER, second(OTHER)),
    );
    expect(told).toMatchObject([{ ok: true }, { ok: false, faults: ['OVERRIDE.ALREADY_ANSWERED'] }]);
    const { authorised, refused } = (await findOverride(engines.store, override)) ?? {};
    expect([authorised, refused].flatMap((answer) => answer?.by.person ?? [])).toEqual([ONE]);
  });
});
