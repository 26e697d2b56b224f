import type { AgencyId } from '#platform';
import type { RhythmReader } from '../adapters/postgres/rhythm-reader.js';
import { judgeSilence, type Silence } from '../domain/rhythm/judge-silence.js';

export interface AgencySilence {
  readonly agency: AgencyId;
  readonly silence: Silence;
}

export interface QuietAgencies {
  /** Every one of these agencies, those that went quiet first. `closed`: days on which an agency is not expected. */
  judge(
    agencies: readonly AgencyId[],
    now: Date,
    closed?: (agency: AgencyId) => ReadonlySet<string>,
  ): Promise<readonly AgencySilence[]>;
}

const ORDER: readonly Silence['state'][] = ['QUIET', 'NEVER_HEARD', 'TOO_LITTLE_KNOWN', 'LIVELY'];

/** Which agencies' systems may have stopped sending, for whoever runs the hub. */
export const createQuietAgencies = (reader: RhythmReader): QuietAgencies => ({
  async judge(agencies, now, closed = () => new Set()) {
    const heard = await reader.heardDays(now);
    return agencies
      .map((agency) => ({
        agency,
        silence: judgeSilence({ heard: heard.get(agency) ?? [], now, closed: closed(agency) }),
      }))
      .sort((a, b) => ORDER.indexOf(a.silence.state) - ORDER.indexOf(b.silence.state));
  },
});
