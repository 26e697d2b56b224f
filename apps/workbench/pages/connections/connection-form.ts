import type { ConnectionFault, Viewer } from '#access';
import type { ConnectionAsk } from '../../application/connections/declare-connection.command.js';
import { isSeveral, soleTextOf, wordsOf } from '../form-values.js';
import { errorsOf, KIND_WORDS, kindChoices, YOUR_KIND_WORDS } from './connection-words.js';

export interface TypedConnection {
  readonly kind: string | undefined;
  /** Empty for the one who sends it; undefined where it cannot be told whom it is about. */
  readonly staff: string | undefined;
  readonly reason: string;
  /** Of a family, where governance records it. */
  readonly reference: string;
}

export const readConnection = (body: unknown): TypedConnection => ({
  kind: soleTextOf(body, 'kind'),
  staff: isSeveral(body, 'staff') ? undefined : wordsOf(body, 'staff'),
  reason: wordsOf(body, 'reason'),
  reference: soleTextOf(body, 'reference') ?? '',
});

/** The id of no member of staff. */
const NOBODY = '-';

/** Only a manager or governance may record it for somebody else. */
export const mayRecordForOthers = ({ role }: Viewer): boolean =>
  role === 'DECISION_MANAGER' || role === 'IG_LEAD';

export const askOf = (
  { kind, staff = NOBODY, reason }: TypedConnection,
  viewer: Viewer,
  form: string,
): ConnectionAsk => ({
  ...{ form, kind, reason },
  staff: mayRecordForOthers(viewer) && staff !== '' ? staff : undefined,
});

export function formPage(typed: TypedConnection, faults: readonly ConnectionFault[], viewer: Viewer) {
  const errors = errorsOf(faults);
  const forOthers = mayRecordForOthers(viewer);
  return {
    title: 'Declare a personal connection',
    failed: errors.length > 0,
    ...{ errors, typed, forOthers, kinds: kindChoices(forOthers ? KIND_WORDS : YOUR_KIND_WORDS) },
    faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
  };
}
