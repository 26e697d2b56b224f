import { receiptsProjection } from '#journey';
import { EMERGENCY_STREAMS } from '../domain/emergency/emergency-events.js';

/** What publishers are told of over Kafka: what became of their events, and emergency views that they have to review. */
export const TOLD_STREAMS: readonly string[] = [...receiptsProjection.streams, EMERGENCY_STREAMS];
