import type { IdentityState, PersonState, RecordState } from './identity-state.js';

/** A state on top of another: it reads through, and keeps each change to itself. It is asked by key only. */
export const layerIdentity = (under: IdentityState): IdentityState => ({
  records: new Layer(under.records, copyRecord),
  recordsByKey: new Layer(under.recordsByKey, copySet),
  recordsByHousehold: new Layer(under.recordsByHousehold, copySet),
  persons: new Layer(under.persons, copyPerson),
  families: new Layer(under.families, copySet),
  references: new Layer(under.references, (family) => family),
  sharedReferences: new Layer(under.sharedReferences, copySet),
  formed: new LayeredSet(under.formed),
});

/** What is read may be changed in place, so that it is copied when it is first read. */
class Layer<K, V> extends Map<K, V> {
  constructor(
    private readonly under: ReadonlyMap<K, V>,
    private readonly copy: (value: V) => V,
  ) {
    super();
  }

  override get(key: K): V | undefined {
    if (super.has(key)) return super.get(key);
    const below = this.under.get(key);
    if (below === undefined) return undefined;
    const own = this.copy(below);
    super.set(key, own);
    return own;
  }

  override has(key: K): boolean {
    return super.has(key) || this.under.has(key);
  }
}

class LayeredSet<T> extends Set<T> {
  constructor(private readonly under: ReadonlySet<T>) {
    super();
  }

  override has(value: T): boolean {
    return super.has(value) || this.under.has(value);
  }
}

const copySet = <T>(values: ReadonlySet<T>): Set<T> => new Set(values);

const copyPerson = (person: PersonState): PersonState => ({
  ...person,
  records: new Set(person.records),
  ...(person.families ? { families: new Set(person.families) } : {}),
});

const copyRecord = (record: RecordState): RecordState => ({
  ...record,
  keys: new Set(record.keys),
  related: new Set(record.related),
  relationships: new Set(record.relationships),
  observedBy: new Set(record.observedBy),
});
