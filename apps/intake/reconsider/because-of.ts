import type { ItemCeased } from '#journey';
import type { Trigger } from './triggers.js';

/** What is told of why an item was decided again. */
export function becauseOf(trigger: Trigger): ItemCeased['because'] {
  switch (trigger.kind) {
    case 'GIVEN':
      return { agreement: trigger.agreement };
    case 'ENDED': {
      const { agreement, clock } = trigger;
      return { agreement, ...(clock === undefined ? {} : { clock }) };
    }
    case 'LINKED':
      return { record: trigger.record };
    case 'LAPSED':
      return { clock: 'LAPSED' };
    case 'OVERRIDDEN':
      return { override: trigger.override };
    case 'CONTENT':
    case 'EMERGENCY':
    case 'OVERTAKEN':
      return {};
  }
}
