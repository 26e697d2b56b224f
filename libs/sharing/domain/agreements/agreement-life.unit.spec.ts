import fc from 'fast-check';
import type { RecipientId } from '#platform';
import { decideAgreement, evolveAgreement, type AgreementState, type ParentalGround } from '../../index.js';
import { after, give, narrow, review, TERMS, withdraw } from '../../testing/agreement-notices.js';
import { coversMatter, type Matter } from './coverage.js';

const codeOf = (...[notice, state, context]: Parameters<typeof decideAgreement>) => {
  const answer = decideAgreement(notice, state, context);
  return answer.ok ? answer.events.map(({ type }) => type) : answer.code;
};

describe('An agreement that is narrowed', () => {
  it('covers what is left, and keeps the earlier of two ends', () => {
    const left = { categories: ['health.was-not-brought'], expiresAt: '2026-12-31' };
    expect(after(give(), narrow('2026-07-01', left))).toMatchObject({
      ...{ status: 'GIVEN', categories: ['health.was-not-brought'], expiresAt: '2026-12-31' },
      narrowedAt: '2026-07-01',
    });
  });

  it('may name a team of an agency that was agreed to, and leave more out', () => {
    const left = { recipients: ['urn:agency:la:873/mash'], exclusions: ['health.gp-concern'] };
    expect(after(give(), narrow('2026-07-01', left))).toMatchObject(left);
  });

  it.each([
    ['another purpose', { purposes: ['TAF', 'CASEWORK'] as const }],
    ['another recipient', { recipients: ['urn:agency:force:35'] }],
    ['the agency of a team', { recipients: ['urn:agency:la'] }],
    ['another category', { categories: ['police'] }],
    ['a later end', { expiresAt: '2028-01-01' }],
  ])('is refused where it would widen by %s', (_, change) => {
    expect(codeOf(narrow('2026-07-01', change), after(give()))).toBe('AGREEMENT.WOULD_WIDEN');
  });

  it('is refused where something left out would come back, unless all of its sector goes', () => {
    const state = after(give({ exclusions: ['health.gp-concern'] }));
    expect(codeOf(narrow('2026-07-01'), state)).toBe('AGREEMENT.WOULD_WIDEN');
    expect(codeOf(narrow('2026-07-01', { categories: ['school'] }), state)).toEqual(['AgreementNarrowed']);
  });

  it('keeps what is said before it is given and after it ended, and agrees to nothing by that', () => {
    expect(codeOf(narrow('2026-07-01'), undefined)).toEqual(['AgreementNarrowed']);
    expect(after(narrow('2026-07-01'))).toMatchObject({ purposes: [], recipients: [], categories: [] });
    const ended = [give(), withdraw('2026-06-20'), narrow('2026-07-01')];
    expect(after(...ended)).toMatchObject({ status: 'WITHDRAWN', narrowedAt: '2026-07-01' });
  });

  it('cannot be narrowed as of an earlier giving, or on no day', () => {
    expect(codeOf(narrow('2026-05-01'), after(give()))).toBe('AGREEMENT.SUPERSEDED');
    expect(codeOf(narrow('someday'), after(give()))).toBe('AGREEMENT.BAD_DATE');
  });

  it('is not widened again by a giving from before, and is by one that follows', () => {
    const narrowed = after(give(), narrow('2026-07-01', { categories: ['school'] }));
    const before = give({ givenAt: '2026-06-15T09:00:00Z' });
    expect(codeOf(before, narrowed)).toBe('AGREEMENT.SUPERSEDED');
    const later = give({ givenAt: '2026-08-01T09:00:00Z' });
    expect(after(give(), narrow('2026-07-01', { categories: ['school'] }), later)).not.toHaveProperty(
      'narrowedAt',
    );
  });

  const some = <T>(values: readonly T[]) => fc.subarray([...values]);
  const terms = fc.record({
    purposes: some(['TAF', 'SCREENING', 'CASEWORK'] as const),
    recipients: some(['urn:agency:la:873', 'urn:agency:la:873/mash', 'urn:agency:other:NSEH']),
    categories: some(['health', 'health.gp-concern', 'school', 'school.off-roll']),
    exclusions: some(['health', 'health.gp-concern', 'school.off-roll']),
  });
  const matter: fc.Arbitrary<Matter> = fc
    .record({
      purpose: fc.constantFrom('TAF' as const, 'SCREENING' as const, 'CASEWORK' as const),
      recipient: fc.constantFrom('urn:agency:la:873', 'urn:agency:la:873/mash', 'urn:agency:other:NSEH'),
      kind: fc.constantFrom('health.gp-concern', 'health.camhs-referred', 'school.off-roll'),
    })
    .map(({ recipient, ...rest }) => ({
      ...rest,
      recipient: recipient as RecipientId,
      sector: rest.kind.split('.')[0] as Matter['sector'],
    }));
  const narrowedBy = (state: AgreementState | undefined, all: readonly object[]) =>
    all.reduce<AgreementState | undefined>(
      (held, each) =>
        evolveAgreement(held, {
          type: 'AgreementNarrowed',
          data: { ...narrow('2026-07-01'), narrowedAt: '2026-07-01', by: 'PR', ...each } as never,
        }),
      state,
    );

  it('covers exactly what the giving and every narrowing cover, in whichever order they are stored', () => {
    const given = after(give());
    fc.assert(
      fc.property(fc.array(terms, { minLength: 1, maxLength: 3 }), matter, (all, asked) => {
        const left = [narrowedBy(given, all), narrowedBy(given, all.toReversed())];
        const expected = [TERMS, ...all].every((each) => coversMatter(each, asked));
        for (const state of left) expect(state && coversMatter(state, asked)).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('covers, where it was accepted, nothing that was not covered before', () => {
    fc.assert(
      fc.property(terms, terms, matter, (held, stated, asked) => {
        const state = after(give(held));
        const answer = decideAgreement(narrow('2026-07-01', stated), state);
        if (!answer.ok || !coversMatter(stated, asked)) return;
        expect(coversMatter(held, asked)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('An agreement that is reviewed', () => {
  it('stands as it was given, and says when the next review is due', () => {
    const state = after(give({ reviewAt: '2026-09-01' }), review('2026-08-20', '2026-12-01'));
    expect(state).toMatchObject({ status: 'GIVEN', reviewedAt: '2026-08-20', reviewAt: '2026-12-01' });
    expect(state?.expiresAt).toBe(after(give())?.expiresAt);
  });

  it('is due for none where the review names none', () => {
    expect(after(give({ reviewAt: '2026-09-01' }), review('2026-08-20'))).not.toHaveProperty('reviewAt');
  });

  it('is told nothing new by an earlier review', () => {
    expect(codeOf(review('2026-07-20'), after(give(), review('2026-08-20')))).toEqual([]);
  });

  it('cannot be reviewed where it was not given or has ended', () => {
    expect(codeOf(review('2026-07-20'), undefined)).toBe('AGREEMENT.NOT_GIVEN');
    const ended = after(give(), withdraw('2026-06-20'));
    expect(codeOf(review('2026-07-20'), ended)).toBe('AGREEMENT.ALREADY_WITHDRAWN');
  });
});

describe('An agreement that another takes the place of', () => {
  const next = { agreementReference: 'A-2', replacesReference: 'A-1', givenAt: '2026-07-01T09:00:00Z' };

  it('ends with the giving of the other, and says which that is', () => {
    const held = after(give());
    const answer = decideAgreement(give(next), undefined, { replaced: held });
    const [given, superseded] = answer.ok ? answer.events : [];
    const state = superseded && evolveAgreement(held, superseded);
    expect(state).toMatchObject({ status: 'SUPERSEDED', endedAt: next.givenAt });
    expect(state?.replacedBy).toBe(given?.data.agreement);
  });

  it('is left alone where it had ended already', () => {
    const replaced = after(give(), withdraw('2026-06-20'));
    expect(codeOf(give(next), undefined, { replaced })).toEqual(['AgreementGiven']);
  });

  it('is withdrawn where somebody takes it back all the same', () => {
    const answer = decideAgreement(give(next), undefined, { replaced: after(give()) });
    const replaced = (answer.ok ? answer.events.slice(1) : []).reduce(evolveAgreement, after(give()));
    const taken = decideAgreement(withdraw('2026-08-01'), replaced);
    const state = (taken.ok ? taken.events : []).reduce(evolveAgreement, replaced);
    expect(state).toMatchObject({ status: 'WITHDRAWN', endedAt: '2026-08-01' });
  });

  it.each([
    ['one that nobody gave', undefined, 'AGREEMENT.NOT_GIVEN'],
    ['one of another person', after(give({}, 'LOCAL-2')), 'AGREEMENT.OTHER_PERSON'],
    ['one on another matter', after(give({ purposes: ['CASEWORK'] })), 'AGREEMENT.OTHER_MATTER'],
    ['a later one', after(give({ givenAt: '2026-08-01T09:00:00Z' })), 'AGREEMENT.SUPERSEDED'],
  ])('cannot be %s', (_, replaced, code) => {
    expect(codeOf(give(next), undefined, { replaced })).toBe(code);
  });
});

describe('The whole record of a giving', () => {
  it('says on what ground a parent answers, who found whom competent in what role, and names nobody', () => {
    const state = after(
      give({
        givenBy: { localId: 'LOCAL-9', name: 'Synthetic Father' },
        ...{ ground: 'REGISTERED_FATHER', registeredOn: '2017-05-20', groundUntil: '2030-01-01' },
        competence: {
          by: 'A Nurse',
          role: 'School nurse',
          date: '2026-05-30',
          result: 'COMPETENT',
          reason: 'x',
        },
        ...{ withinTerms: true, express: true },
      }),
    );
    expect(state).toMatchObject({
      ...{ ground: 'REGISTERED_FATHER', registeredOn: '2017-05-20', groundUntil: '2030-01-01' },
      competence: { role: 'School nurse', date: '2026-05-30', result: 'COMPETENT' },
      ...{ withinTerms: true, express: true, answeredBy: expect.any(String) as string },
    });
    expect(JSON.stringify(state)).not.toMatch(/Synthetic Father|A Nurse|LOCAL-9/);
  });

  it('keeps nothing of an adoption: an adopter answers as a parent who states no ground, and again is a repeat', () => {
    const adopter = give({ ground: 'ADOPTION' });
    const answer = decideAgreement(adopter, undefined);
    const stored = answer.ok ? answer.events.map(({ data }) => data) : [];
    expect(JSON.stringify([stored, after(adopter)])).not.toMatch(/adopt/i);
    expect(after(adopter)).toEqual(after(give()));
    expect(decideAgreement(adopter, after(adopter))).toEqual(decideAgreement(give(), after(give())));
  });

  it('forgets it of what was stored before, and keeps every other ground', () => {
    const stored = (ground: ParentalGround) => {
      const answer = decideAgreement(give(), undefined);
      const event = answer.ok ? answer.events[0] : undefined;
      if (event?.type !== 'AgreementGiven') throw new Error('It was not given');
      return evolveAgreement(undefined, { ...event, data: { ...event.data, ground } });
    };
    expect(stored('ADOPTION')).not.toHaveProperty('ground');
    expect(stored('SPECIAL_GUARDIANSHIP')).toHaveProperty('ground', 'SPECIAL_GUARDIANSHIP');
  });
});
