import type { RecordId, Uuid } from '#platform';
import { ERASED, type RecordClass, type Sealed, type Vault } from '#vault';

interface Text {
  /** The record whose key it is: one of its own, because it is about several people and outlasts any one of them. */
  readonly record: Uuid;
  readonly recordClass: RecordClass;
  readonly context: string;
  readonly value: object;
}

export async function sealText(vault: Vault, { record, ...text }: Text): Promise<Sealed> {
  const [sealed] = await vault.seal([{ record: record as string as RecordId, ...text }]);
  return sealed as Sealed;
}

/** Undefined where it was erased. */
export async function openText<T extends object>(
  vault: Vault,
  sealed: Sealed,
  context: string,
): Promise<T | undefined> {
  const [value] = await vault.open([{ sealed, context }]);
  return value === ERASED ? undefined : (value as T);
}
