/** The group that gives every source event its outcome: what it has not committed is not decided yet. */
export const INTAKE_GROUP = 'intake';
