import type { AgencyId, StaffId, Uuid } from '#platform';

/** What a publisher asks to have put back: its refused events with this reason that today's contracts would take. */
export interface PutBackAsked {
  readonly agency: AgencyId;
  readonly code: string;
  readonly askedBy: StaffId;
}

/** Numbers only; `refused` by today's first reason, `left` by why. */
export interface PutBackReport {
  readonly found: number;
  readonly putBack: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly left: Readonly<Record<string, number>>;
}

export const NOTHING_PUT_BACK: PutBackReport = { found: 0, putBack: 0, refused: {}, left: {} };

export interface PutBackRun extends PutBackAsked {
  readonly id: Uuid;
  readonly state: 'running' | 'done' | 'failed';
  /** Refused deliveries to look at; undefined until they are counted. */
  readonly total: number | undefined;
  readonly report: PutBackReport;
  /** Code of what stopped it. */
  readonly fault: string | undefined;
  readonly askedAt: Date;
  /** When it last told how far it is. */
  readonly toldAt: Date;
}

/** Begins it and returns; how far it is can be asked under the id. */
export type PutBack = (asked: PutBackAsked) => Promise<Uuid>;
