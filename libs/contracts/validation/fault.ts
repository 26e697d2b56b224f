import { type ReasonCode } from '../reasons/reason-codes.js';

/** What is wrong, and where: a JSON pointer into the event. Never a value. */
export interface Fault {
  readonly code: ReasonCode;
  readonly path: string;
}
