import { writeFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { argumentsOf } from '#platform/arguments';
import { asyncApiDocument } from '../asyncapi/document.js';
import { cataloguePage } from '../catalogue/index.js';
import { openApiDocument } from '../openapi/document.js';

const json = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

const USAGE = `Writes what is built from the contracts; tests fail while it is not current. Format it afterwards.

  npm run contracts:write
`;

function write(): void {
  for (const [file, text] of [
    ['contracts/openapi.json', json(openApiDocument())],
    ['contracts/asyncapi.json', json(asyncApiDocument())],
    ['docs/event-catalogue.md', cataloguePage()],
  ] as const) {
    writeFileSync(projectPath(file), text);
    console.log(`${file} written`);
  }
}

if (argumentsOf({ usage: USAGE })) write();
