import type { ItemId, RecordId } from '#platform';
import type { Statement } from '#identity';
import type { PermittedItem } from './decide-for-viewer.js';

type StatementOf = (item: ItemId, record: RecordId) => Statement | undefined;

/** What each permitted item states of a record, less the address where the decision takes away what leads to it. */
export function statementsShown(
  statements: readonly Statement[],
  permitted: readonly Pick<PermittedItem, 'item' | 'decision'>[],
): StatementOf {
  const stripped = new Set(
    permitted.filter(({ decision }) => decision.strip?.includes('address')).map(({ item }) => item),
  );
  const by = new Map(statements.map((statement) => [`${statement.item} ${statement.record}`, statement]));
  return (item, record) => {
    const statement = by.get(`${item} ${record}`);
    return statement && stripped.has(item) ? withoutAddress(statement) : statement;
  };
}

const withoutAddress = ({ address: _address, ...rest }: Statement): Statement => rest;
