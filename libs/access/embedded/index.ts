export {
  createEmbeddedOidcProvider,
  type EmbeddedOidcOptions,
  type EmbeddedOidcProvider,
} from './embedded-oidc-provider.js';
export type { EmbeddedClient } from './provider-configuration.js';
