/** The group that gives every source event its outcome: what it has not committed is not decided yet. */
export const INTAKE_GROUP = 'intake';

/** Code of the log line that tells of an `Overtaken`: for whoever runs the hub, no publisher is answered with it. */
export const OVERTAKEN = 'FEED.OVERTAKEN';
