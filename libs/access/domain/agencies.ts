import type { AgencyId, RecipientId } from '#platform';
import type { Sector } from '#contracts';
import type { RecipientFacts } from '#sharing';

/** A partner agency as configured (`AGENCIES_FILE`, JSON). */
export interface Agency {
  readonly id: AgencyId;
  readonly name: string;
  /** Event sectors it may publish, for example `health` and `agreement`. */
  readonly sectors: readonly Sector[];
  /** Which lane and colour it has on screens. */
  readonly group:
    'social-care' | 'early-help' | 'health' | 'police' | 'school' | 'youth-justice' | 'housing' | 'voluntary';
  readonly desk: { readonly name: string; readonly phone: string };
  /** OAuth 2 client: id, and scrypt hash of the secret as `scrypt$<salt hex>$<hash hex>`. */
  readonly client: { readonly id: string; readonly secretHash: string };
}

/** A team that may read: the recipients every item is decided for. */
export interface Recipient extends RecipientFacts {
  readonly recipient: RecipientId;
  readonly agency: AgencyId;
  readonly name: string;
}

/** A client of people who oversee: it publishes nothing and tries the rules (role and scope `IG`). */
export interface OversightClient {
  readonly id: string;
  readonly name: string;
  readonly role: 'IG';
  readonly agency: AgencyId;
  /** As of an agency's client. */
  readonly secretHash: string;
}

export interface AgencyDirectory {
  readonly agencies: readonly Agency[];
  readonly recipients: readonly Recipient[];
  readonly oversight?: readonly OversightClient[];
}
