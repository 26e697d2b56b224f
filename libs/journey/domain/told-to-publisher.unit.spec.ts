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

  it('does not tell that a person restricted the use of their data, or that a record was missed', () => {
    for (const reason of ['RIGHTS.RESTRICTED', 'RECORD.MISSED', 'VIEWER.UNRELATED'])
      expect(toldToPublisher(denied(reason)).reasons).toEqual(['DECISION.NO_ROW']);
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
