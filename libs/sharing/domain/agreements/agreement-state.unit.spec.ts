import fc from 'fast-check';
import type { AgencyId, AgreementId, ItemId, PersonId, RecordId } from '#platform';
import type { StoredEvent } from '#event-store';
import {
  agreementFacts,
  agreementFactsOf,
  agreementsProjection,
  evolveAgreement,
  type AgreementEvent,
  type AgreementRow,
  type AgreementState,
} from '../../index.js';

const about = {
  agreement: 'agreement-1' as AgreementId,
  reference: 'A-1',
  agency: 'urn:agency:other:NSEH' as AgencyId,
  record: 'child' as RecordId,
  item: 'item-1' as ItemId,
};
const given = (givenAt: string, categories: readonly string[] = ['health']): AgreementEvent => ({
  type: 'AgreementGiven',
  data: {
    ...about,
    ...{ authority: 'PR', purposes: ['TAF'], recipients: ['urn:agency:la:873'], categories, exclusions: [] },
    ...{ method: 'WRITTEN', wordingVersion: '3', noticeVersion: '2', givenAt, expiresAt: '2027-06-01' },
    sealed: { k: 'child/P', c: 'sealed' },
  },
});
const withdrawn = (withdrawnAt: string): AgreementEvent => ({
  type: 'AgreementWithdrawn',
  data: { ...about, withdrawnAt, by: 'PR' },
});
const refused = (refusedAt: string): AgreementEvent => ({
  type: 'AgreementRefused',
  data: { ...about, refusedAt, by: 'PR' },
});
const narrowed = (narrowedAt: string): AgreementEvent => ({
  type: 'AgreementNarrowed',
  data: {
    ...about,
    ...{ narrowedAt, by: 'PR', purposes: ['TAF'], recipients: ['urn:agency:la:873'], exclusions: [] },
    ...{ categories: ['health.gp-concern'], expiresAt: '2027-03-01' },
  },
});
const reviewed = (reviewedAt: string): AgreementEvent => ({
  type: 'AgreementReviewed',
  data: { ...about, reviewedAt, reviewAt: '2027-01-01' },
});
const superseded = (supersededAt: string): AgreementEvent => ({
  type: 'AgreementSuperseded',
  data: { ...about, supersededAt, replacedBy: 'agreement-2' as AgreementId },
});
const fold = (...events: readonly AgreementEvent[]): AgreementState | undefined =>
  events.reduce<AgreementState | undefined>(evolveAgreement, undefined);

describe('An agreement, as its events tell', () => {
  it('is given with its terms', () => {
    expect(fold(given('2026-06-01'))).toMatchObject({
      status: 'GIVEN',
      categories: ['health'],
      expiresAt: '2027-06-01',
    });
  });

  it('takes the terms of a later giving, whichever arrives first', () => {
    const [early, late] = [given('2026-06-01'), given('2026-07-01', ['school'])];
    expect(fold(early, late)?.categories).toEqual(['school']);
    expect(fold(late, early)?.categories).toEqual(['school']);
  });

  it('ends from the date of its withdrawal', () => {
    expect(fold(given('2026-06-01'), withdrawn('2026-07-01'))).toMatchObject({
      status: 'WITHDRAWN',
      endedAt: '2026-07-01',
    });
  });

  it('stays withdrawn where the withdrawal overtook the giving', () => {
    const state = fold(withdrawn('2026-07-01'), given('2026-06-01'));
    expect(state).toMatchObject({ status: 'WITHDRAWN', endedAt: '2026-07-01', categories: ['health'] });
  });

  it('stays withdrawn by a giving dated the same day', () => {
    expect(fold(withdrawn('2026-07-01'), given('2026-07-01T15:00:00Z'))?.status).toBe('WITHDRAWN');
  });

  it('is revived by a later giving, and no longer carries the end', () => {
    const state = fold(given('2026-06-01'), withdrawn('2026-07-01'), given('2026-08-01'));
    expect(state?.status).toBe('GIVEN');
    expect(state?.endedAt).toBeUndefined();
  });

  it('is not ended by a withdrawal that a later giving had answered', () => {
    expect(fold(given('2026-08-01'), withdrawn('2026-07-01'))?.status).toBe('GIVEN');
  });

  it('acts from the first of two withdrawals and is revived only after the last', () => {
    const twice = [withdrawn('2026-07-01'), withdrawn('2026-07-10')];
    expect(fold(given('2026-06-01'), ...twice)).toMatchObject({ endedAt: '2026-07-01' });
    expect(fold(...twice, given('2026-07-05'))?.status).toBe('WITHDRAWN');
    expect(fold(...twice, given('2026-07-11'))?.status).toBe('GIVEN');
  });

  it('is refused where somebody was asked and said no, before or after agreeing', () => {
    expect(fold(refused('2026-07-01'))).toMatchObject({ status: 'REFUSED', purposes: [] });
    expect(fold(given('2026-06-01'), refused('2026-07-01'))?.status).toBe('REFUSED');
    expect(fold(withdrawn('2026-07-01'), refused('2026-07-02'))?.status).toBe('REFUSED');
    expect(fold(refused('2026-07-01'), withdrawn('2026-07-02'))?.status).toBe('REFUSED');
  });

  it('cannot be read where the stream holds something else', () => {
    const odd = { type: 'AgreementMoved', data: {} } as unknown as AgreementEvent;
    expect(() => evolveAgreement(undefined, odd)).toThrow('cannot be read');
  });

  it('gives the decision its facts, with the person whom the record is linked to now', () => {
    const state = fold(given('2026-06-01'));
    expect(state && agreementFacts(state, 'someone' as PersonId)).toEqual({
      ...{ agreement: 'agreement-1', record: 'child', person: 'someone', status: 'GIVEN', authority: 'PR' },
      ...{ purposes: ['TAF'], recipients: ['urn:agency:la:873'], categories: ['health'], exclusions: [] },
      ...{ givenAt: '2026-06-01', expiresAt: '2027-06-01' },
    });
  });
});

describe('The agreements view', () => {
  const [table] = agreementsProjection.tables;
  if (!table) throw new Error('The view has no table');
  const stored = (event: AgreementEvent) => event as unknown as StoredEvent;
  const rowAfter = (events: readonly AgreementEvent[]): AgreementRow | undefined =>
    events.reduce<AgreementRow | undefined>((row, event) => {
      const [key] = table.keysOf(stored(event));
      return table.evolve(row, stored(event), key ?? {}) as AgreementRow | undefined;
    }, undefined);

  it('says row by row what the stream says', () => {
    const day = fc.integer({ min: 10, max: 28 }).map((each) => `2026-07-${each}`);
    const event = fc.oneof(
      day.map((each) => given(each)),
      day.map(withdrawn),
      day.map(refused),
      day.map(narrowed),
      day.map(reviewed),
      day.map(superseded),
    );
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 6 }), (events) => {
        const [row, state] = [rowAfter(events), fold(...events)];
        const person = 'someone' as PersonId;
        expect(row && agreementFactsOf(row, person)).toEqual(state && agreementFacts(state, person));
      }),
    );
  });

  it('has every column in every row, so that a rebuilt view equals the one built live', () => {
    const row = rowAfter([withdrawn('2026-07-01')]) ?? {};
    expect(Object.keys(row).sort()).toEqual(Object.keys(table.columns).sort());
    expect(Object.values(row)).not.toContain(undefined);
  });

  it('stops on an event that it cannot read', () => {
    const odd = { ...given('2026-06-01'), type: 'AgreementMoved' } as unknown as StoredEvent;
    expect(() => table.keysOf(odd)).toThrow('cannot be read');
    expect(() => table.evolve(undefined, odd, {})).toThrow('cannot be read');
  });
});
