import { type SourceEvent } from '../../envelope.js';
import { findNhsNumber, isTestNhsNumber } from '../../identifiers/index.js';
import { type Fault } from '../fault.js';

/** For a hub that takes invented people only: NHS numbers come from the range that is never issued. */
export function testRangeFaults(event: SourceEvent): readonly Fault[] {
  return event.data.subjects.flatMap(({ identifiers }, index): readonly Fault[] => {
    const number = findNhsNumber(identifiers?.nhsNumber ?? '');
    const path = `/data/subjects/${index}/identifiers/nhsNumber`;
    return number === undefined || isTestNhsNumber(number)
      ? []
      : [{ code: 'IDENTIFIER.NOT_TEST_RANGE', path }];
  });
}
