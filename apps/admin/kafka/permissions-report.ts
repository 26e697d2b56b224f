import kafkajs, { type AclEntry } from 'kafkajs';

const OPERATIONS = new Map<number, string>(
  Object.entries(kafkajs.AclOperationTypes).map(([name, number]) => [Number(number), name.toLowerCase()]),
);

/** One line for each account and resource: what it may do there. */
export function permissionsReport(grants: readonly AclEntry[], dryRun: boolean): string {
  const lines = new Map<string, string[]>();
  for (const grant of grants) {
    const place = `${grant.principal} ${resourceOf(grant)}`;
    lines.set(place, [
      ...(lines.get(place) ?? []),
      OPERATIONS.get(grant.operation) ?? String(grant.operation),
    ]);
  }
  const title = dryRun ? 'Would grant' : 'Granted';
  return [title, ...[...lines].map(([place, operations]) => `  ${place}: ${operations.join(', ')}`)].join(
    '\n',
  );
}

function resourceOf({ resourceType, resourceName, resourcePatternType }: AclEntry): string {
  const isGroup = resourceType === kafkajs.AclResourceTypes.GROUP;
  const isPrefix = resourcePatternType === kafkajs.ResourcePatternTypes.PREFIXED;
  return `${isGroup ? 'groups' : 'topic'} ${resourceName}${isPrefix ? '*' : ''}`;
}
