import { feedContract, HOSPITALS, POLICE } from '#feed/testing';
import { kafkaForSpec } from './local-kafka.js';
import { scratchFeed, settingsFor } from './scratch-topics.js';

const kafka = kafkaForSpec();

feedContract('Apache Kafka', () => scratchFeed(settingsFor(kafka.now().brokers), [HOSPITALS, POLICE]));
