import { invalid } from '#platform';
import type { Settings } from '#platform/config';

const GIVEN = {
  DATABASE_URL: ({ databaseUrl }: Settings) => databaseUrl !== undefined,
  EVENTSTORE_URL: ({ eventStoreUrl }: Settings) => eventStoreUrl !== undefined,
  AGENCIES_FILE: ({ agenciesFile }: Settings) => agenciesFile !== undefined,
  OIDC_ISSUER: ({ oidc }: Settings) => oidc !== undefined,
};

/** Variables that a service alone cannot do without: nothing is embedded in it. */
export type Needed = keyof typeof GIVEN;

/** Throws `CONFIG.INVALID` naming every variable that is missing. */
export function requireSettings(service: string, needs: readonly Needed[], settings: Settings): void {
  const missing = needs.filter((name) => !GIVEN[name](settings));
  if (missing.length === 0) return;
  const lines = missing.map((name) => `  ${name} must be given to a service that runs alone`);
  throw invalid('CONFIG.INVALID', [`The ${service} cannot be configured:`, ...lines].join('\n'));
}
