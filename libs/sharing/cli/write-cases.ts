import { writeFileSync } from 'node:fs';
import { TABLE_PAGE, writtenTable } from '../application/truth-table/written-table.js';

/** Writes `docs/sharing-cases.md`; a test fails while it is not current. */
writeFileSync(TABLE_PAGE, writtenTable());
console.log('docs/sharing-cases.md written');
