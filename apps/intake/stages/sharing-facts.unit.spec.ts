import type { SourceEvent } from '#contracts';
import { judging, stating } from '../testing/facts.js';
import { groundsText } from './grounds-text.js';
import { sharingFacts, statedBeside } from './sharing-facts.js';

const REFERRAL = 'housing.duty-to-refer-received.v1';
const consentOf = (details: Readonly<Record<string, unknown>>, more: Partial<SourceEvent['data']> = {}) =>
  sharingFacts(stating('E-1', { type: REFERRAL, data: { details, ...more } })).statuteConsent;

describe('The facts of a sharing part', () => {
  it('count what is blank as not shown', () => {
    const sharing = {
      orders: [{ kind: 'COURT_ORDER', effect: 'COMPELS', reference: ' ' } as const],
      publicInterest: '\n',
      judgements: [judging('SIGNIFICANT_HARM', { name: ' ', reason: '' })],
    };
    expect(sharingFacts(stating('E-1', { sharing }))).toMatchObject({
      orders: [{ reference: false }],
      publicInterest: false,
      judgements: [{ named: false, reasoned: false }],
    });
  });

  it('say of a homelessness referral that consent was given only where its own answer is yes', () => {
    expect(consentOf({ consentToRefer: true })?.given).toBe(true);
    for (const answer of [false, 'true', 1, null, undefined])
      expect(consentOf({ consentToRefer: answer })?.given).toBe(false);
    expect(consentOf({}, { retracts: 'E-0' })).toBeUndefined();
  });

  it('take the stricter of what a referral answers and what its sharing part says', () => {
    const statuteConsent = { statute: 'Housing Act 1996', given: false };
    const event = stating('E-1', { type: REFERRAL, sharing: { statuteConsent } });
    expect(event.data.details['consentToRefer']).toBe(true);
    expect(sharingFacts(event).statuteConsent).toEqual(statuteConsent);
  });

  it('never know an enquiry by its reference, only whether a judgement was made for it', () => {
    const judgements = ['ENQ-1', 'ENQ-2'].map((enquiry) => judging('SIGNIFICANT_HARM', { enquiry }));
    const facts = sharingFacts(stating('E-1', { sharing: { enquiry: 'ENQ-1', judgements } }));
    expect(facts.enquiry).toBe('THIS');
    expect(facts.judgements?.map(({ enquiry }) => enquiry)).toEqual(['THIS', 'OTHER']);
    expect(JSON.stringify(facts)).not.toContain('ENQ-');
  });

  it('hold nothing more of an event that states no more, so that it reads as before', () => {
    const { data } = stating('E-1', {});
    expect(sharingFacts(stating('E-1', {}))).toEqual(data.sharing);
    expect(statedBeside(data)).toEqual({});
    expect(groundsText(data.sharing)).toBeUndefined();
  });
});
