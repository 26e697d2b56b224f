import { type SourceEvent } from '../../envelope.js';
import { type Fault } from '../fault.js';

/** An event corrects or retracts another one, and not both. */
export function correctionFaults({ id, data: { corrects, retracts } }: SourceEvent): readonly Fault[] {
  const faults: Fault[] = [];
  if (corrects !== undefined && retracts !== undefined) {
    faults.push({ code: 'CORRECTION.AND_RETRACTION', path: '/data/retracts' });
  }
  if (corrects === id) faults.push({ code: 'CORRECTION.OF_ITSELF', path: '/data/corrects' });
  if (retracts === id) faults.push({ code: 'CORRECTION.OF_ITSELF', path: '/data/retracts' });
  return faults;
}
