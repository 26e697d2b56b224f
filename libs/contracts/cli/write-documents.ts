import { writeFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { asyncApiDocument } from '../asyncapi/document.js';
import { openApiDocument } from '../openapi/document.js';

/** Writes `contracts/openapi.json` and `contracts/asyncapi.json`; a test fails while they are not current. */
for (const [file, document] of [
  ['openapi.json', openApiDocument()],
  ['asyncapi.json', asyncApiDocument()],
] as const) {
  writeFileSync(projectPath('contracts', file), `${JSON.stringify(document, null, 2)}\n`);
  console.log(`contracts/${file} written`);
}
