import { SHARING_REASONS } from '#sharing';
import { aDecision } from '../testing/builders.js';
import { NO_AGREEMENT, toldToPublisher } from './told-to-publisher.js';

const denied = (...reasons: string[]) => aDecision({ outcome: 'DENY', row: 'D9', reasons });

describe('what a publisher reads of a decision', () => {
  it('is the same whether a person was never asked, refused, withdrew or has gone past the end', () => {
    const answers = [
      'NOT_ASKED',
      'REFUSED',
      'WITHDRAWN',
      'EXPIRED',
      'NOT_COVERED',
      'COMPETENCE_NOT_RECORDED',
    ];
    for (const answer of answers)
      expect(toldToPublisher(denied(`AGREEMENT.${answer}`)).reasons).toEqual([NO_AGREEMENT]);
    expect(toldToPublisher(denied('AGREEMENT.REFUSED', 'OVERRIDE.MISSING')).reasons).toEqual([NO_AGREEMENT]);
  });

  it('is the same as without an agreement where a person restricted the use of their data, by row and by reason', () => {
    const plain = toldToPublisher(denied('AGREEMENT.NOT_ASKED'));
    expect(toldToPublisher(denied('RIGHTS.RESTRICTED'))).toEqual(plain);
    const shut = aDecision({ outcome: 'DENY', row: 'D10', reasons: ['RIGHTS.RESTRICTED'] });
    expect(toldToPublisher(shut)).toEqual(plain);
  });

  it('shows no gap where a record of somebody else counted beside its own reasons', () => {
    expect(toldToPublisher(denied('AGREEMENT.NOT_ASKED', 'RECORD.MISSED'))).toEqual(
      toldToPublisher(denied('AGREEMENT.NOT_ASKED')),
    );
    expect(toldToPublisher(denied('ORDER.FORBIDS', 'RIGHTS.RESTRICTED'))).toEqual(
      toldToPublisher(denied('ORDER.FORBIDS')),
    );
  });

  it('holds nothing of an area that nobody has looked at yet', () => {
    expect(toldToPublisher(denied('SEALED.PERSON', 'JUDGEMENT.LAPSED')).reasons).toEqual([
      'JUDGEMENT.LAPSED',
    ]);
  });

  it('holds no code of agreements, overrides, rights, earlier disclosures or viewers as it stands', () => {
    const told = Object.keys(SHARING_REASONS).filter((code) =>
      toldToPublisher(denied(code)).reasons.includes(code),
    );
    expect(told.length).toBeGreaterThan(40);
    expect(
      told.filter((code) => /^(AGREEMENT|OVERRIDE|RIGHTS|RECORD|VIEWER|GOVERNANCE)\./.test(code)),
    ).toEqual(['AGREEMENT.VALID']);
  });

  it('keeps what the publisher itself can mend', () => {
    expect(toldToPublisher(denied('AGREEMENT.NOT_ASKED', 'JUDGEMENT.LAPSED')).reasons).toEqual([
      NO_AGREEMENT,
      'JUDGEMENT.LAPSED',
    ]);
  });

  it('says on what the item is shared, and for whom', () => {
    const told = toldToPublisher(aDecision({ reasons: ['AGREEMENT.VALID'] }));
    expect(told).toMatchObject({ outcome: 'PERMIT', row: 'D6', reasons: ['AGREEMENT.VALID'] });
  });
});
