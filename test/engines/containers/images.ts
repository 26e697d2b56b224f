/** Published images, each pinned, as their publishers' own documents name them. */
export const EVENT_STORE_IMAGES = [
  { image: 'eventstore/eventstore:23.10.1-bookworm-slim', settings: 'EVENTSTORE' },
  { image: 'eventstore/eventstore:24.10.5-bookworm-slim', settings: 'EVENTSTORE' },
  { image: 'kurrentplatform/kurrentdb:25.1.3', settings: 'KURRENTDB' },
] as const;

export type EventStoreImage = (typeof EVENT_STORE_IMAGES)[number];

export const KAFKA_IMAGE = 'apache/kafka:4.3.1';

export const POSTGRES_IMAGES = ['postgres:16.10', 'postgres:17.6', 'postgres:18.3'] as const;
