export * from './agency-registry.js';
export * from './client-secret.js';
export * from './demo-directory.js';
export * from './parse-directory.js';
