import type { RecordId, StaffId, Uuid } from '#platform';
import type { Sealed } from '#vault';
import {
  CONNECTION_KINDS,
  type ConnectionEvent,
  type ConnectionKind,
  type ConnectionPerson,
  type ConnectionWords,
} from './connection-events.js';
import type { ConnectionState } from './connection-state.js';

export const CONNECTION_FAULTS = {
  'CONNECTION.KIND_MISSING': 'Select what the connection is.',
  'CONNECTION.STAFF_MISSING': 'Enter the staff id of the person it is about, for example staff-4e1c7a52.',
  'CONNECTION.NO_FAMILY': 'Enter the reference of a family.',
  'CONNECTION.REASON_MISSING': 'Enter how you know.',
  'CONNECTION.ANSWER_MISSING': 'Press one of the two buttons: confirm it, or end it.',
  'CONNECTION.END_REASON_MISSING': 'Enter why it ends.',
  'CONNECTION.NOT_DECLARED': 'There is no such declaration.',
  'CONNECTION.ALREADY_DECLARED': 'This is declared already.',
  'CONNECTION.ALREADY_CONFIRMED': 'Somebody confirmed this already. Nothing is left to be done.',
  'CONNECTION.ALREADY_ENDED':
    'Somebody ended this already. If there is such a connection all the same, record it anew.',
  'CONNECTION.ANSWERED_MEANWHILE':
    'Somebody else confirmed this meanwhile. If it ends all the same, send your answer again.',
  'CONNECTION.SAME_PERSON': 'Another person than who declared it, and than who it is about, has to answer.',
} as const;
export type ConnectionFault = keyof typeof CONNECTION_FAULTS;

/** What is declared, with its words in the clear so that it can be told what they lack. */
export interface ConnectionDraft {
  readonly connection: Uuid;
  readonly staff: string;
  readonly kind: string | undefined;
  readonly records: readonly RecordId[];
  readonly by: ConnectionPerson;
  readonly at: string;
  readonly words: ConnectionWords;
}

export type ConnectionCommand =
  | { readonly kind: 'DECLARE'; readonly draft: ConnectionDraft; readonly sealed: Sealed }
  | { readonly kind: 'CONFIRM'; readonly by: ConnectionPerson; readonly at: string }
  | {
      readonly kind: 'END';
      readonly by: ConnectionPerson;
      readonly at: string;
      readonly reason: string;
      readonly sealed: Sealed;
    };

export type ConnectionOutcome =
  | { readonly ok: true; readonly event: ConnectionEvent }
  | { readonly ok: false; readonly faults: readonly ConnectionFault[] };

type Check = readonly [fault: ConnectionFault, met: boolean];

/** The subject of a sign-in; no space, so that no name is typed in its place. */
const STAFF = /^[\w.@:|-]{3,100}$/;
const isSaid = (text: string): boolean => text.trim() !== '';
const lacking = (checks: readonly Check[]): readonly ConnectionFault[] =>
  checks.flatMap(([fault, met]) => (met ? [] : [fault]));
const refused = (...faults: readonly ConnectionFault[]): ConnectionOutcome => ({ ok: false, faults });
const raised = (event: ConnectionEvent): ConnectionOutcome => ({ ok: true, event });

const kindOf = (stated: string | undefined): ConnectionKind | undefined =>
  CONNECTION_KINDS.find((known) => known === stated);

/** Everything that a declaration lacks, in the order of its form. */
export const declareFaults = ({ staff, kind, records, words }: ConnectionDraft): readonly ConnectionFault[] =>
  lacking([
    ['CONNECTION.NO_FAMILY', records.length > 0],
    ['CONNECTION.STAFF_MISSING', STAFF.test(staff)],
    ['CONNECTION.KIND_MISSING', kindOf(kind) !== undefined],
    ['CONNECTION.REASON_MISSING', isSaid(words.reason)],
  ]);

/** Pure: what follows from a command where the connection stands as it does. */
export function decideConnection(
  command: ConnectionCommand,
  state: ConnectionState | undefined,
): ConnectionOutcome {
  if (command.kind === 'DECLARE') return declare(command, state);
  if (state === undefined) return refused('CONNECTION.NOT_DECLARED');
  const { connection } = state.declared;
  const faults = secondPersonFaults(command, state);
  if (faults.length > 0) return refused(...faults);
  const { by, at } = command;
  return command.kind === 'CONFIRM'
    ? raised({ type: 'ConnectionConfirmed', data: { connection, by, at } })
    : raised({ type: 'ConnectionEnded', data: { connection, by, at, sealed: command.sealed } });
}

function declare(
  { draft, sealed }: Extract<ConnectionCommand, { kind: 'DECLARE' }>,
  state: ConnectionState | undefined,
): ConnectionOutcome {
  if (state) return refused('CONNECTION.ALREADY_DECLARED');
  const faults = declareFaults(draft);
  const kind = kindOf(draft.kind);
  if (faults.length > 0 || kind === undefined) return refused(...faults);
  const { connection, records, by, at } = draft;
  const staff = draft.staff as StaffId;
  return raised({ type: 'ConnectionDeclared', data: { connection, staff, kind, records, by, at, sealed } });
}

/** Nobody answers for themselves, neither for what they declared nor for what was recorded of them. */
function secondPersonFaults(
  command: Exclude<ConnectionCommand, { kind: 'DECLARE' }>,
  { declared, confirmed, ended }: ConnectionState,
): readonly ConnectionFault[] {
  const isConfirming = command.kind === 'CONFIRM';
  return lacking([
    ['CONNECTION.SAME_PERSON', ![declared.by.person, declared.staff].includes(command.by.person)],
    ['CONNECTION.ALREADY_ENDED', ended === undefined],
    ['CONNECTION.ALREADY_CONFIRMED', !isConfirming || confirmed === undefined],
    ['CONNECTION.END_REASON_MISSING', isConfirming || isSaid(command.reason)],
  ]);
}
