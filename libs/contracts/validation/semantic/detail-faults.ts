import { resolveSchema } from '../../catalogue/resolve-schema.js';
import { type SourceEvent } from '../../envelope.js';
import { type DetailRule } from '../../schemas/detail-rule.js';
import { type JsonSchema } from '../../schemas/json-schema.js';
import { contractSchemas } from '../../schemas/schema-folder.js';
import { type Fault } from '../fault.js';

type Details = SourceEvent['data']['details'];

/** What the contract says that details owe each other: dates in order, numbers that fit, codes that stand alone. */
export function detailFaults({ type, data: { details } }: SourceEvent): readonly Fault[] {
  const schema = contractSchemas().events.get(type)?.$defs.details;
  if (schema === undefined) return [];
  const broken = (schema['x-rules'] ?? []).flatMap((rule) => ruleFaults(rule, details));
  return [...broken, ...aloneFaults(schema, details)];
}

function ruleFaults(rule: DetailRule, details: Details): readonly Fault[] {
  switch (rule.rule) {
    case 'IN_ORDER': {
      const [earlier, later] = rule.fields.map((name) => Date.parse(String(details[name])));
      return Number(earlier) > Number(later) ? [fault('TIME.WRONG_ORDER', rule.fields[1])] : [];
    }
    case 'AT_MOST':
      return Number(details[rule.field]) > Number(details[rule.of])
        ? [fault('SCHEMA.NUMBERS_DISAGREE', rule.field)]
        : [];
    case 'AT_LEAST_SHARE': {
      // Divided, not multiplied: 7 of 70 is a tenth, while 70 times 0.1 is a little more than 7.
      const share = Number(details[rule.field]) / Number(details[rule.of]);
      const least = rule.shares[String(details[rule.by])] ?? 0;
      return share < least ? [fault('SCHEMA.NUMBERS_DISAGREE', rule.field)] : [];
    }
  }
}

function aloneFaults(schema: JsonSchema, details: Details): readonly Fault[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]): readonly Fault[] => {
    const codes: unknown = details[name];
    if (!Array.isArray(codes) || codes.length < 2) return [];
    const alone = resolveSchema(resolveSchema(field).items ?? {})['x-alone'] ?? [];
    return alone.some((code) => codes.includes(code)) ? [fault('SCHEMA.STANDS_ALONE', name)] : [];
  });
}

const fault = (code: Fault['code'], field: string): Fault => ({ code, path: `/data/details/${field}` });
