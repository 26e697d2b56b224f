import type { AgreementEvent, AgreementRefused, AgreementWithdrawn } from '../agreement-events.js';
import type { AgreementState } from './folded-agreement.js';
import { earlier, later, outlives } from './dates.js';
import { without } from './without.js';

/** An end dated before the giving that stands was answered by it. Of several ends the first acts, the last is to be outlived. */
export function endedBy(
  state: AgreementState | undefined,
  data: AgreementWithdrawn | AgreementRefused,
  status: 'WITHDRAWN' | 'REFUSED',
  at: string,
): AgreementState {
  if (!state) return { ...nothingAgreed(data), ...whoSaid(data), status, endedAt: at, revivedAfter: at };
  const revivedAfter = later(state.revivedAfter, at);
  if (state.status === 'GIVEN' || state.status === 'SUPERSEDED') {
    if (outlives(state.givenAt, at)) return { ...state, revivedAfter };
    return { ...without(state, 'answeredBy'), ...whoSaid(data), status, endedAt: at, revivedAfter };
  }
  const refused = state.status === 'REFUSED' || status === 'REFUSED';
  return {
    ...state,
    status: refused ? 'REFUSED' : 'WITHDRAWN',
    endedAt: earlier(state.endedAt, at),
    revivedAfter,
  };
}

/** Whoever gave it need not be who took it back: where that is not said, it is not known. */
const whoSaid = ({ answeredBy }: AgreementWithdrawn | AgreementRefused): Partial<AgreementState> =>
  answeredBy === undefined ? {} : { answeredBy };

type Ending = Exclude<AgreementEvent, { type: 'AgreementGiven' }>['data'];

/** What is known where a stream begins without a giving. */
export function nothingAgreed(data: Ending): Omit<AgreementState, 'status'> {
  const { agreement, reference, agency, record } = data;
  const nothing = { purposes: [], recipients: [], categories: [], exclusions: [] };
  const authority = 'by' in data ? data.by : 'PR';
  return { agreement, reference, agency, record, authority, ...nothing };
}
