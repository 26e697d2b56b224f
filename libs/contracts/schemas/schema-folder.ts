import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '#platform';
import type { EventSchema, JsonSchema } from './json-schema.js';

const SUFFIX = '.schema.json';

/** The schemas of a folder: those of event types by type, and the common ones by file name. */
export interface SchemaFolder {
  readonly events: ReadonlyMap<string, EventSchema>;
  readonly common: ReadonlyMap<string, JsonSchema>;
}

export function readSchemaFolder(folder: string): SchemaFolder {
  const events = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  const common = readdirSync(join(folder, 'common')).filter((file) => file.endsWith('.json'));
  return {
    events: new Map(
      events.map((file) => [file.slice(0, -SUFFIX.length), readJson<EventSchema>(join(folder, file))]),
    ),
    common: new Map(common.map((file) => [file, readJson<JsonSchema>(join(folder, 'common', file))])),
  };
}

let current: SchemaFolder | undefined;

/** The schemas in force, read once. */
export function contractSchemas(): SchemaFolder {
  current ??= readSchemaFolder(projectPath('contracts', 'schemas'));
  return current;
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
