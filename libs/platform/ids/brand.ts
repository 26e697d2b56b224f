declare const brand: unique symbol;

/** A string that only its parsing or deriving function may make. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
