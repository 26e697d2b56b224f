import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '#platform';
import { findEntry } from '../catalogue/entries.js';
import { type JsonSchema } from './json-schema.js';
import { contractSchemas } from './schema-folder.js';

/** What a partner developer reads of one event type. */
export interface PublishedContract {
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly sector: string;
  readonly sensitivity: string;
  /** Sectors whose agencies may publish it. */
  readonly publishers: readonly string[];
  /** What it usually states: fact, opinion or allegation. */
  readonly usualStatement: string;
  /** One document: the common schemas are embedded under their own ids (JSON Schema 2020-12, section 9.3). */
  readonly schema: JsonSchema;
  /** Invented people only; each invalid one with the reason and the place. */
  readonly examples: {
    readonly valid: readonly unknown[];
    readonly invalid: readonly {
      readonly because: { code: string; path: string };
      readonly event: unknown;
    }[];
  };
}

/** By type with version; undefined where the catalogue has none such. */
export function findPublishedContract(type: string): PublishedContract | undefined {
  const entry = contractSchemas().events.has(type) ? findEntry(type) : undefined;
  if (entry === undefined) return undefined;
  const { title, description, sector, defaultSensitivity, publishers, usualStatement, schema } = entry;
  return {
    type,
    title,
    description,
    sector,
    sensitivity: defaultSensitivity,
    publishers,
    usualStatement,
    schema: { ...schema, $defs: { ...schema.$defs, ...Object.fromEntries(contractSchemas().common) } },
    examples: examplesOf(type),
  };
}

function examplesOf(type: string): PublishedContract['examples'] {
  const folder = projectPath('contracts', 'examples', type);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const read = <T>(prefix: string) =>
    files
      .filter((file) => file.startsWith(prefix))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T);
  return { valid: read('valid'), invalid: read('invalid-') };
}
