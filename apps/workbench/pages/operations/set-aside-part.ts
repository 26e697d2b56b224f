import { momentWords } from '../../frame/dates.js';
import { notKnown, type Alert } from '../../operations/alert.js';
import { faultWords } from '../../operations/fault-words.js';
import type { Overview } from '../../operations/operations-reads.js';
import { countWords, numberWords } from '../../operations/spans.js';

/** What could not be decided again, by fault. Never which items: whose they are says nothing about the fault. */
export function setAsidePart({ setAside }: Pick<Overview, 'setAside'>) {
  const counts = setAside.known ? setAside.value : [];
  const items = counts.reduce((sum, each) => sum + each.items, 0);
  return {
    faults: setAside.known ? [] : [notKnown('What is set aside is', setAside.why)],
    rows: counts.map(({ code, items: many, since, nextTryAt }) => ({
      ...faultWords(code),
      code,
      items: numberWords(many),
      since: momentWords(since),
      next: momentWords(nextTryAt),
    })),
    alerts: [
      ...(items > 0 ? [alert(`${countWords(items, 'item')} ${items === 1 ? 'is' : 'are'} set aside`)] : []),
      ...(setAside.known ? [] : [alert('What is set aside is not known')]),
    ],
  };
}

const alert = (text: string): Alert => ({ text, href: '#set-aside', runbook: 'ThroughlineItemsSetAside' });
