import kafkajs, { type AclEntry, type Admin } from 'kafkajs';
import { invalid, type AgencyId } from '#platform';
import { topicOf } from '../topic.js';
import type { KafkaSettings } from './client.js';
import { GROUP_PREFIX } from './create-kafka-feed.js';
import { receiptsTopicOf, REJECTED_TOPIC } from './kafka-topics.js';
import { known } from './known.js';
import { withAdmin } from './with-admin.js';

const { AclOperationTypes: may, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export interface Principals {
  /** The hub's own name, without `User:`. */
  readonly hub: string;
  /** The name each agency signs in with, without `User:`. */
  readonly agencies: ReadonlyMap<AgencyId, string>;
}

/**
 * Grants each agency its own topics and nothing else, and the hub what it needs of all; takes nothing away. Brokers must
 * refuse what is not granted (`allow.everyone.if.no.acl.found=false`). Throws `FEED.PRINCIPALS_OVERLAP` or
 * `FEED.UNAVAILABLE`.
 */
export async function ensurePermissions(settings: KafkaSettings, principals: Principals): Promise<void> {
  const grants = grantsOf(principals);
  await withAdmin(settings, 'Kafka could not grant the permissions', async (admin) => {
    await admin.createAcls({ acl: [...grants] });
    await known(() => areGranted(admin, grants));
  });
}

async function areGranted(admin: Admin, grants: readonly AclEntry[]): Promise<boolean> {
  const { resources } = await admin.describeAcls({
    resourceType: AclResourceTypes.ANY,
    resourcePatternType: ResourcePatternTypes.ANY,
    permissionType: AclPermissionTypes.ALLOW,
    operation: may.ANY,
  });
  const there = new Set(
    resources.flatMap(({ acls, ...resource }) => acls.map((acl) => nameOf({ ...resource, ...acl }))),
  );
  return grants.every((grant) => there.has(nameOf(grant)));
}

const nameOf = (grant: AclEntry): string =>
  [grant.principal, grant.resourceType, grant.resourceName, grant.resourcePatternType, grant.operation].join(
    ' ',
  );

/** Throws `FEED.PRINCIPALS_OVERLAP`. */
export function grantsOf(principals: Principals): readonly AclEntry[] {
  requireApart([GROUP_PREFIX, ...new Set([...principals.agencies.values()].map(groupsOf))]);
  return allGrants(principals);
}

/** Whoever enters a group of another's is given partitions of it and reads nothing, so that nobody does. */
function requireApart(prefixes: readonly string[]): void {
  for (const [at, prefix] of prefixes.entries()) {
    const other = prefixes.find((each, place) => place !== at && each.startsWith(prefix));
    if (other !== undefined)
      throw invalid(
        'FEED.PRINCIPALS_OVERLAP',
        `Groups that begin with ${other} begin with ${prefix} too: give one of the two another account`,
      );
  }
}

/** An agency reads its receipts in groups whose names begin with its own. */
const groupsOf = (name: string): string => `${name}-`;

const allGrants = ({ hub, agencies }: Principals): readonly AclEntry[] => [
  ...[...agencies].flatMap(([agency, name]) => [
    ...topicGrants(name, topicOf(agency), [may.WRITE, may.DESCRIBE]),
    ...topicGrants(name, receiptsTopicOf(agency), [may.READ, may.DESCRIBE]),
    ...topicGrants(hub, topicOf(agency), [may.READ, may.WRITE, may.DESCRIBE]),
    ...topicGrants(hub, receiptsTopicOf(agency), [may.WRITE, may.DESCRIBE]),
    groupGrant(name, groupsOf(name)),
  ]),
  ...topicGrants(hub, REJECTED_TOPIC, [may.WRITE, may.DESCRIBE]),
  groupGrant(hub, GROUP_PREFIX),
];

const topicGrants = (name: string, topic: string, operations: readonly number[]): readonly AclEntry[] =>
  operations.map((operation) => ({
    ...granted(name),
    resourceType: AclResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    operation,
  }));

const groupGrant = (name: string, prefix: string): AclEntry => ({
  ...granted(name),
  resourceType: AclResourceTypes.GROUP,
  resourceName: prefix,
  resourcePatternType: ResourcePatternTypes.PREFIXED,
  operation: may.READ,
});

const granted = (name: string) => ({
  principal: `User:${name}`,
  host: '*',
  permissionType: AclPermissionTypes.ALLOW,
});
