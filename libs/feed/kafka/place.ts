import type { FeedPosition } from '../ports.js';

export type Place = Pick<FeedPosition, 'topic' | 'partition'>;

export const placeOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
export const nameOf = (position: FeedPosition): string => `${placeOf(position)}/${position.offset}`;
