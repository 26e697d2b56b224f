/** What fields of one event owe each other, beyond what JSON Schema can say. Fields that are absent owe nothing. */
export type DetailRule =
  | {
      /** The second date or time is not before the first. */
      readonly rule: 'IN_ORDER';
      readonly fields: readonly [string, string];
    }
  | {
      /** A number is at most another one. */
      readonly rule: 'AT_MOST';
      readonly field: string;
      readonly of: string;
    }
  | {
      /** A number is at least the share of another one that a code names. */
      readonly rule: 'AT_LEAST_SHARE';
      readonly field: string;
      readonly of: string;
      readonly by: string;
      readonly shares: Readonly<Record<string, number>>;
    };
