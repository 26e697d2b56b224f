import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';

/** The version whose behaviour this server reproduces. */
const VERSION = '23.10.6';
const STREAMS = 'event_store.client.streams.streams';

const METHODS: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** Tells clients what they may call; without it they would append one call at a time. */
export function handleSupportedMethods(
  _call: ServerUnaryCall<unknown, features.SupportedMethods>,
  answer: sendUnaryData<features.SupportedMethods>,
): void {
  const supported = new features.SupportedMethods().setEventStoreServerVersion(VERSION);
  for (const [service, method, names] of METHODS) {
    const entry = new features.SupportedMethod().setServiceName(service).setMethodName(method);
    supported.addMethods(entry.setFeaturesList([...names]));
  }
  answer(null, supported);
}
