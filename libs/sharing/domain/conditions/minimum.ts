import { metIf, type Condition } from '../decision/finding.js';

/** Where the fields are stated one by one, at least one of them is said to be necessary. */
export const somethingNecessary: Condition = ({ item }) =>
  metIf(
    item.fields === undefined || item.fields.some(({ necessary }) => necessary === true),
    'MINIMUM.NOTHING_NECESSARY',
  );
