/** Where the present moment comes from. Passed in, so that a test or a replay decides what "now" is. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
