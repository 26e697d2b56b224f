import { cpSync } from 'node:fs';
import { projectPath } from '#platform';
import { argumentsOf } from '#platform/arguments';
import { compareSchemaFolders } from '../compatibility/compare-schemas.js';
import { contractSchemas, readSchemaFolder } from '../schemas/schema-folder.js';

const USAGE = `Compares the contracts with those that are published: a published contract may only grow.

  npm run contracts:check      says what is not compatible, and ends with 1
  npm run contracts:publish    puts compatible ones in force, in contracts/published
`;

function compare(publish: boolean): void {
  const published = projectPath('contracts', 'published');
  const faults = compareSchemaFolders(readSchemaFolder(published), contractSchemas());
  for (const { type, kind, path, keyword } of faults) console.error(`${type} ${path} ${keyword}: ${kind}`);
  if (faults.length > 0) return refuse();
  if (publish) cpSync(projectPath('contracts', 'schemas'), published, { recursive: true });
  console.log(
    publish
      ? 'Compatible; contracts/published is now what is in force.'
      : 'Compatible with what is published.',
  );
}

function refuse(): void {
  console.error(
    'Refused: a published contract may only grow. Publish a new major version of the type instead.',
  );
  process.exitCode = 1;
}

const given = argumentsOf({ usage: USAGE, options: { publish: { type: 'boolean', default: false } } });
if (given) compare(given.values.publish);
