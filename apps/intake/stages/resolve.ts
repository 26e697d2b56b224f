import type { SourceEvent } from '#contracts';
import { personOf, recordsStated, type StatedItem } from '#identity';
import type { AgencyId, ItemId } from '#platform';
import { defect } from '#platform';
import type { IdentityState } from '#identity';
import type { ResolvedSubject } from './item-facts.js';

export const statedItemOf = (event: SourceEvent, agency: AgencyId, item: ItemId): StatedItem => {
  const { subjects, relationships, recordedAt: observedAt } = event.data;
  return { item, agency, subjects, observedAt, ...(relationships === undefined ? {} : { relationships }) };
};

/** Everyone in the item with the person that the record is linked to, once its subjects were resolved. */
export const resolvedSubjects = (state: IdentityState, stated: StatedItem): readonly ResolvedSubject[] =>
  recordsStated(stated).map(({ record, subject }) => {
    const person = personOf(state, record);
    if (person === undefined)
      throw defect('INTAKE.RECORD_NOT_LINKED', 'A record of the item was not linked to a person');
    return { subject, record, person };
  });
