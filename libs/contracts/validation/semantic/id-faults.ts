import { type Fault } from '../fault.js';

/** Steps of a path: whatever asks for the receipt of such an event takes them out of its address, percent signs or not. */
const STEPS: readonly unknown[] = ['.', '..'];

/**
 * An id whose receipt nobody could ask for. No schema says so: a published contract only grows, and of such an event no
 * publisher has ever been able to read what became.
 */
export const idFaults = ({ id }: { readonly id?: unknown }): readonly Fault[] =>
  STEPS.includes(id) ? [{ code: 'SCHEMA.ID_NOT_IN_ADDRESS', path: '/id' }] : [];
