import { conflict, invalid, type ThroughlineError } from '#platform';

export const targetHoldsEvents = (stream: string, streams?: number): ThroughlineError =>
  conflict(
    'MIGRATE.TARGET_HOLDS_EVENTS',
    `The target already holds other events, in ${streams === undefined ? 'the stream' : `${streams} streams, for example`} ${stream}. Copy into an empty target.`,
    { stream },
  );

export const historyIncomplete = (stream: string, revision: bigint): ThroughlineError =>
  conflict(
    'MIGRATE.HISTORY_INCOMPLETE',
    `Events of ${stream} before revision ${revision} are missing, so its revisions cannot be kept. Either the source was scavenged (copy from a back-up made before), or the checkpoint file is of another target (remove the file and begin with an empty target).`,
    { stream, revision: revision.toString() },
  );

export const eventTooLarge = (stream: string, revision: bigint): ThroughlineError =>
  invalid(
    'MIGRATE.EVENT_TOO_LARGE',
    `The target does not take revision ${revision} of ${stream}, because it is too large. Raise the target's MaxAppendSize and run the same command again.`,
    { stream, revision: revision.toString() },
  );

export const sameServer = (): ThroughlineError =>
  invalid('MIGRATE.SAME_SERVER', 'Source and target are the same server. Name two.');

export const foreignCheckpoint = (file: string): ThroughlineError =>
  conflict(
    'MIGRATE.FOREIGN_CHECKPOINT',
    `The checkpoint file ${file} belongs to a copy between other servers. Name another file with --resume.`,
  );

export const unreadableCheckpoint = (file: string): ThroughlineError =>
  invalid(
    'MIGRATE.UNREADABLE_CHECKPOINT',
    `The checkpoint file ${file} cannot be read as one. Remove it and begin with an empty target, or name another with --resume.`,
  );

export const checkpointNotWritten = (file: string): ThroughlineError =>
  invalid(
    'MIGRATE.CHECKPOINT_NOT_WRITTEN',
    `The checkpoint file ${file} cannot be written. Name a file in a folder you may write to with --resume.`,
  );
