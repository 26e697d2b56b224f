/** The value without one of its parts. */
export const without = <T extends object, K extends keyof T>(value: T, name: K): Omit<T, K> =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name)) as Omit<T, K>;
