/** A process that a fault may strike. */
export interface Victim {
  readonly name: string;
  /** Undefined while it does not run. */
  pid(): number | undefined;
  /** Resolves when it does its work again, whatever struck it. Throws where it does not in time. */
  heal(): Promise<void>;
}

export interface Engine extends Victim {
  stop(): Promise<void>;
}
