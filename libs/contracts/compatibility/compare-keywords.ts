import { type Finding, type IncompatibilityKind } from './incompatibility.js';
import { type Keywords, listOf } from './inline-references.js';
import { isSameRule } from './is-same-rule.js';
import { isWiderPattern } from './is-wider-pattern.js';

const UPPER = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'] as const;
const LOWER = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'] as const;
const FORM = ['pattern', 'format'] as const;
/** Rules that are too rich to compare: any change but dropping them is refused. */
const WHOLE = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'contains',
  'propertyNames',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'prefixItems',
  'unevaluatedProperties',
  'multipleOf',
] as const;
/** Rules of our own that the hub checks beside JSON Schema: another one in the list refuses more. */
const LISTED = ['x-rules', 'x-alone'] as const;

/** Narrowings of one schema itself, without its properties and entries. */
export function compareKeywords(before: Keywords, after: Keywords, path: string): readonly Finding[] {
  const found = (kind: IncompatibilityKind, keyword: string): Finding => ({ kind, path, keyword });
  const changed = (keyword: string) =>
    after[keyword] !== undefined && !isSameRule(before[keyword], after[keyword]);
  return [
    ...(kindNarrowed(before['type'], after['type']) ? [found('KIND_NARROWED', 'type')] : []),
    ...(listNarrowed(before, after) ? [found('LIST_NARROWED', 'enum' in after ? 'enum' : 'const')] : []),
    ...UPPER.filter((name) => limitNarrowed(before[name], after[name], 1)).map((name) =>
      found('LIMIT_NARROWED', name),
    ),
    ...LOWER.filter((name) => limitNarrowed(before[name], after[name], -1)).map((name) =>
      found('LIMIT_NARROWED', name),
    ),
    ...(after['uniqueItems'] === true && before['uniqueItems'] !== true
      ? [found('LIMIT_NARROWED', 'uniqueItems')]
      : []),
    ...FORM.filter((name) => changed(name) && !isWiderPattern(before[name], after[name])).map((name) =>
      found('FORM_CHANGED', name),
    ),
    ...WHOLE.filter(changed).map((name) => found('RULE_CHANGED', name)),
    ...LISTED.filter((name) => ruleAdded(before[name], after[name])).map((name) =>
      found('RULE_CHANGED', name),
    ),
  ];
}

function kindNarrowed(before: unknown, after: unknown): boolean {
  if (after === undefined) return false;
  const allowed = new Set(kindsOf(after));
  if (allowed.has('number')) allowed.add('integer');
  const earlier = kindsOf(before);
  return earlier.length === 0 || earlier.some((kind) => !allowed.has(kind));
}

const kindsOf = (type: unknown): readonly unknown[] => (type === undefined ? [] : [type].flat());

/** `const` is a list of one. */
function listNarrowed(before: Keywords, after: Keywords): boolean {
  const allowed = valuesOf(after);
  if (allowed === undefined) return false;
  const earlier = valuesOf(before);
  return earlier === undefined || earlier.some((value) => !allowed.includes(value));
}

function valuesOf(schema: Keywords): readonly unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return 'enum' in schema ? listOf(schema['enum']) : undefined;
}

const ruleAdded = (before: unknown, after: unknown): boolean =>
  listOf(after).some((rule) => !listOf(before).some((earlier) => isSameRule(earlier, rule)));

function limitNarrowed(before: unknown, after: unknown, sign: 1 | -1): boolean {
  if (typeof after !== 'number') return false;
  return typeof before !== 'number' || sign * after < sign * before;
}
