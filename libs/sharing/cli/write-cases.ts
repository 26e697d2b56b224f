import { writeFileSync } from 'node:fs';
import { argumentsOf } from '#platform/arguments';
import { TABLE_PAGE, writtenTable } from '../application/truth-table/written-table.js';

const USAGE = `Writes docs/sharing-cases.md from the cases of the sharing rules; a test fails while it is not current.

  npm run sharing:write
`;

if (argumentsOf({ usage: USAGE })) {
  writeFileSync(TABLE_PAGE, writtenTable());
  console.log('docs/sharing-cases.md written');
}
