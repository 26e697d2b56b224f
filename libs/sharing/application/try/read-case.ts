import { Ajv } from 'ajv';
import { DECISION_CASE_SCHEMAS } from '#contracts';
import type { CaseFacts } from '../truth-table/case-facts.js';

/** A case as it is sent in. */
export interface DecisionCase {
  readonly name?: string;
  readonly facts: CaseFacts;
  readonly now?: string;
  readonly ruleset?: string;
  /** Settings of the rule set to try instead of its own; null takes one away. */
  readonly settings?: Readonly<Record<string, string | boolean | null>>;
  readonly explain?: boolean;
}

export type ReadCase =
  | { readonly ok: true; readonly one: DecisionCase }
  | { readonly ok: false; readonly unread: readonly string[] };

const MOST_TOLD = 20;

/** The published form is the one that is checked. */
const isCase = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile<DecisionCase>({
  $ref: '#/components/schemas/DecisionCase',
  components: { schemas: DECISION_CASE_SCHEMAS },
});

/** A case where all of it can be read as stated; otherwise the places that cannot, as JSON pointers. */
export function readCase(value: unknown): ReadCase {
  if (isCase(value)) return { ok: true, one: value };
  const places = (isCase.errors ?? []).map(({ instancePath, params }) => {
    const { additionalProperty, missingProperty } = params as Readonly<Record<string, unknown>>;
    const at = additionalProperty ?? missingProperty;
    return typeof at === 'string' ? `${instancePath}/${shortened(at)}` : instancePath;
  });
  return { ok: false, unread: [...new Set(places)].slice(0, MOST_TOLD) };
}

/** A name is told back as it was sent, but never at any length. */
const shortened = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
