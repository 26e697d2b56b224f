import { freePorts } from '#platform';

/** From `first` on, or free ones where that is 0. */
export const portsFrom = async (first: number, count: number): Promise<readonly number[]> =>
  first > 0 ? Array.from({ length: count }, (_, at) => first + at) : freePorts(count);
