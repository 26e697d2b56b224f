const SCHEMA_FORMAT = 'application/schema+json;version=2020-12';

/** A schema with the dialect that it is written in: without it AsyncAPI takes its own, an older one. */
export const described = (schema: Readonly<Record<string, unknown>>) => ({
  schemaFormat: SCHEMA_FORMAT,
  schema,
});
