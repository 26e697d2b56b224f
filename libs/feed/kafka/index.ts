export { createKafkaFeed, GROUP_PREFIX, type KafkaFeedOptions } from './create-kafka-feed.js';
export { createKafkaTelling, type KafkaTellingOptions } from './kafka-telling.js';
export { ensureTopics } from './ensure-topics.js';
export { surveyTopics, type TopicDifference, type TopicSurvey } from './survey-topics.js';
export type { TopicChoices } from './wanted-topics.js';
export { receiptsTopicOf, REJECTED_TOPIC } from './kafka-topics.js';
export type { KafkaSettings } from './client.js';
export { ensurePermissions, grantsOf, type Principals } from './permissions.js';
