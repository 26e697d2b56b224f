import { ValidateIf } from 'class-validator';

/**
 * A variable is checked where it or any of `others` is given: one of a pair of credentials would otherwise be left out
 * in silence.
 */
export const NeededWhere =
  (...others: readonly string[]): PropertyDecorator =>
  (target, name) =>
    ValidateIf((environment: Readonly<Record<string, unknown>>) =>
      [String(name), ...others].some((each) => environment[each] !== undefined),
    )(target, name);
