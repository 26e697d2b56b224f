import { type CatalogueEntry } from './entries.js';
import { fieldsOf, type ContractField } from './contract-fields.js';
import { contractRules } from './contract-rules.js';

/** What a later version of a contract asks otherwise than an earlier one, in sentences. */
export function versionChanges(before: CatalogueEntry, after: CatalogueEntry): readonly string[] {
  const earlier = byPath(before);
  const later = byPath(after);
  const gone = [...earlier.values()].filter(({ path }) => !later.has(path));
  return [
    ...[...later.values()].flatMap((field) => fieldChanges(earlier.get(field.path), field)),
    ...gone.map(({ label, path }) => `“${label}” (${path}) is gone.`),
    ...ruleChanges(contractRules(before.schema), contractRules(after.schema)),
    ...(before.defaultSensitivity === after.defaultSensitivity
      ? []
      : [`The class is ${after.defaultSensitivity}, was ${before.defaultSensitivity}.`]),
  ];
}

const byPath = ({ schema }: CatalogueEntry): ReadonlyMap<string, ContractField> =>
  new Map(fieldsOf(schema.$defs.details).map((field) => [field.path, field]));

function fieldChanges(before: ContractField | undefined, after: ContractField): readonly string[] {
  const name = `“${after.label}” (${after.path})`;
  if (before === undefined) return [`${name} is new${after.required ? ', and needed' : ''}.`];
  return [
    ...(before.kind === after.kind ? [] : [`${name}: ${after.kind}. Was: ${before.kind}.`]),
    ...(before.required === after.required
      ? []
      : [`${name} is ${after.required ? 'now' : 'no longer'} needed.`]),
    ...codeChanges(name, codesOf(before), codesOf(after)),
  ];
}

/** Only where both have codes: a text that became a code is told by its kind. */
function codeChanges(name: string, before: readonly string[], after: readonly string[]): readonly string[] {
  if (before.length === 0 || after.length === 0) return [];
  const added = after.filter((code) => !before.includes(code));
  const gone = before.filter((code) => !after.includes(code));
  return [
    ...(added.length > 0 ? [`${name} has new codes: ${added.join(', ')}.`] : []),
    ...(gone.length > 0 ? [`${name} no longer has the codes: ${gone.join(', ')}.`] : []),
  ];
}

const codesOf = ({ codes }: ContractField): readonly string[] => codes.map(({ code }) => code);

const ruleChanges = (before: readonly string[], after: readonly string[]): readonly string[] => [
  ...after.filter((rule) => !before.includes(rule)).map((rule) => `New rule: ${rule}`),
  ...before.filter((rule) => !after.includes(rule)).map((rule) => `No longer a rule: ${rule}`),
];
