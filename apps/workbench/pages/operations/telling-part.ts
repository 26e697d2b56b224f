import { notKnown, type Alert } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import { behindWords, isLate } from './views-part.js';

/** What publishers are told over Kafka, where they are. */
export function tellingPart({ untold }: Pick<Overview, 'untold'>, now: Date) {
  if (untold === undefined) {
    const words = 'Publishers ask over HTTP what became of their events. Nothing is told over Kafka.';
    return { faults: [], words, alerts: [] };
  }
  if (!untold.known)
    return {
      faults: [notKnown('What is still to be told is', untold.why)],
      words: undefined,
      alerts: [alert('What is still to be told to publishers is not known')],
    };
  const behind = behindWords(untold.value, now);
  const words = behind === 'Level' ? 'Publishers have been told everything.' : `Still to be told: ${behind}.`;
  const late = isLate(untold.value, now) ? [alert('Publishers are told late')] : [];
  return { faults: [], words, alerts: late };
}

const alert = (text: string): Alert => ({ text, href: '#receipts', runbook: 'ThroughlineReceiptsLag' });
