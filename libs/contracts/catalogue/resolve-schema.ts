import { type JsonSchema } from '../schemas/json-schema.js';
import { contractSchemas } from '../schemas/schema-folder.js';

const COMMON = /^(?:common\/)?([a-z-]+\.json)(?:#\/\$defs\/(\w+))?$/;

/** The schema with its reference to a common one followed; the field's own title comes first. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  const [, file = '', name] = COMMON.exec(schema.$ref ?? '') ?? [];
  const common = contractSchemas().common.get(file);
  const target = name === undefined ? common : common?.$defs?.[name];
  if (target === undefined) return schema;
  const title = schema.title ?? target.title;
  return { ...target, ...(title === undefined ? {} : { title }) };
}
