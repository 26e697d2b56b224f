import { cpSync } from 'node:fs';
import { projectPath } from '#platform';
import { compareSchemaFolders } from '../compatibility/compare-schemas.js';
import { contractSchemas, readSchemaFolder } from '../schemas/schema-folder.js';

const published = projectPath('contracts', 'published');
const faults = compareSchemaFolders(readSchemaFolder(published), contractSchemas());

for (const { type, kind, path, keyword } of faults) console.error(`${type} ${path} ${keyword}: ${kind}`);
if (faults.length > 0) {
  console.error(
    'Refused: a published contract may only grow. Publish a new major version of the type instead.',
  );
  process.exitCode = 1;
} else if (process.argv.includes('--publish')) {
  cpSync(projectPath('contracts', 'schemas'), published, { recursive: true });
  console.log('Compatible; contracts/published is now what is in force.');
} else {
  console.log('Compatible with what is published.');
}
