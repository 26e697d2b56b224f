import type { ItemDetails } from '#journey';
import type { Decision } from '#sharing';

type Narrowing = Pick<Decision, 'fields' | 'strip'>;
type Values = Readonly<Record<string, unknown>>;

/** Only what the decision lets be shown: the fields it names, where it names any, and none that leads to a safe address. */
export function narrowDetails({ details, judgement }: ItemDetails, decision: Narrowing): ItemDetails {
  const { fields, strip = [] } = decision;
  const kept = fields === undefined ? details : pick(details, fields);
  const clean = strip.length === 0 ? kept : (withoutFields(kept, strip.map(wordsOf)) as Values);
  const told = judgement && (fields === undefined || fields.includes('judgement'));
  return { details: clean, ...(told ? { judgement } : {}) };
}

/** `a` is the whole of it, `a.b` a part. */
function pick(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (names.includes(name)) return [[name, value]];
      const inner = names.flatMap((each) =>
        each.startsWith(`${name}.`) ? [each.slice(name.length + 1)] : [],
      );
      return inner.length > 0 && isValues(value) ? [[name, pick(value, inner)]] : [];
    }),
  );
}

/** At any depth, and whatever more its name says: `newAddress` leads to an address as well. */
function withoutFields(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutFields(each, names));
  if (!isValues(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const words = wordsOf(name);
      return names.some((stripped) => words.includes(stripped)) ? [] : [[name, withoutFields(each, names)]];
    }),
  );
}

/** ` new address ` of `newAddress`, so that a name is found as whole words. */
const wordsOf = (name: string): string =>
  ` ${name
    .replaceAll(/([A-Z])/g, ' $1')
    .toLowerCase()
    .trim()} `;

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;
