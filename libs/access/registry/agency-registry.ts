import type { AgencyId, RecipientId } from '#platform';
import { topicOf } from '#feed';
import type { Agency, AgencyDirectory, OversightClient, Recipient } from '../domain/agencies.js';

export interface AgencyRegistry {
  readonly agencies: readonly Agency[];
  readonly recipients: readonly Recipient[];
  findAgency(id: AgencyId): Agency | undefined;
  findByClient(clientId: string): Agency | undefined;
  findOversight(clientId: string): OversightClient | undefined;
  findByTopic(topic: string): Agency | undefined;
  findRecipient(id: RecipientId): Recipient | undefined;
}

/** Lookups over a directory that was parsed. */
export function createAgencyRegistry({
  agencies,
  recipients,
  oversight = [],
}: AgencyDirectory): AgencyRegistry {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const byClient = new Map(agencies.map((agency) => [agency.client.id, agency]));
  const overseers = new Map(oversight.map((client) => [client.id, client]));
  const byTopic = new Map(agencies.map((agency) => [topicOf(agency.id), agency]));
  const byRecipient = new Map(recipients.map((recipient) => [recipient.recipient, recipient]));
  return {
    agencies,
    recipients,
    findAgency: (id) => byId.get(id),
    findByClient: (clientId) => byClient.get(clientId),
    findOversight: (clientId) => overseers.get(clientId),
    findByTopic: (topic) => byTopic.get(topic),
    findRecipient: (id) => byRecipient.get(id),
  };
}
