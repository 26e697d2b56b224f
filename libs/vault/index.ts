export * from './ports.js';
export { createVault, type VaultOptions } from './create-vault.js';
export { confirmKey } from './confirm-key.js';
export { migrateVault } from './adapters/postgres/migrate-vault.js';
export { fileKeyService, loadKeyFile, type KeyService } from './adapters/files/key-file.js';
