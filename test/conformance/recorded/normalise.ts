/** What a client's code can tell an answer by; wording, ids, dates and places in the log differ from run to run. */
const ERROR_FIELDS = [
  'streamName',
  'expectedVersion',
  'actualVersion',
  'maxAppendSize',
  'groupName',
] as const;
const POSITIONS = new Set(['position', 'commitPosition', 'metastreamRevision']);

export type Answer =
  string | number | boolean | null | readonly Answer[] | { readonly [name: string]: Answer };

/** The run's own part of every stream name, taken out again. */
export class Normaliser {
  constructor(private readonly run: string) {}

  value(value: unknown): Answer {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'string') return value.replaceAll(this.run, 'RUN');
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    if (value instanceof Date) return '<date>';
    if (value instanceof Uint8Array) return `<${value.length} bytes>`;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    return typeof value === 'object' && value !== null ? this.#fields(value) : null;
  }

  error(error: unknown): Answer {
    const { constructor, type } = error as { constructor: { name: string }; type?: string };
    const fields = ERROR_FIELDS.flatMap((name) => {
      const value = (error as Record<string, unknown>)[name];
      return value === undefined ? [] : [[name, this.value(value)] as const];
    });
    return { error: constructor.name, type: type ?? '', ...Object.fromEntries(fields) };
  }

  #fields(value: object): Answer {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.map(([name, field]) => [name, this.#field(name, field)]));
  }

  #field(name: string, field: unknown): Answer {
    if (POSITIONS.has(name)) return '<position>';
    return name === 'id' ? '<id>' : this.value(field);
  }
}

/** Equal whatever the order of fields. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: Answer): Answer {
  if (Array.isArray(value)) return (value as readonly Answer[]).map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, Answer>).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, field]) => [name, sorted(field)]));
}
