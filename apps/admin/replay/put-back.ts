import {
  ATTEMPT_HEADER,
  attemptOf,
  EVENT_ID_HEADER,
  REPLAY_OF_HEADER,
  type FeedMessage,
  type NewFeedMessage,
} from '#feed';

/** The same message once more, which says what it repeats and how often it was tried. */
export const putBack = (
  { agency, key, headers, value, topic, partition, offset }: FeedMessage,
  sourceEventId: string,
): NewFeedMessage => ({
  agency,
  key,
  value,
  headers: {
    ...headers,
    [EVENT_ID_HEADER]: sourceEventId,
    [REPLAY_OF_HEADER]: `${topic}/${partition}/${offset}`,
    [ATTEMPT_HEADER]: String(attemptOf(headers) + 1),
  },
});
