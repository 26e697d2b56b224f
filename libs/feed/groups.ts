/** The group that gives every source event its outcome: what it has not committed is not decided yet. */
export const INTAKE_GROUP = 'intake';

const LATE_MS = 600_000;
/** Intake leaves nothing waiting since before this moment, unless it stands or more comes than it can take. */
export const lateBefore = (now: Date): Date => new Date(now.getTime() - LATE_MS);

/** Code of the log line that tells of an `Overtaken`: for whoever runs the hub, no publisher is answered with it. */
export const OVERTAKEN = 'FEED.OVERTAKEN';
