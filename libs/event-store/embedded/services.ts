import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { readAppend, readBatchAppend, readDelete } from './wire/append-requests.js';
import { readReadRequest } from './wire/read-request.js';

const { StreamsService } = streamsService;
const bytes = (frame: Buffer): Buffer => frame;

/**
 * The service as the client's own generated code defines it, with the messages that make up nearly all of the traffic
 * read and written by hand.
 */
export const STREAMS: ServiceDefinition = {
  read: {
    ...StreamsService.read,
    requestDeserialize: (frame: Buffer) => readReadRequest(streams.ReadReq.deserializeBinary(frame)),
    responseSerialize: bytes,
  },
  append: { ...StreamsService.append, requestDeserialize: readAppend, responseSerialize: bytes },
  batchAppend: {
    ...StreamsService.batchAppend,
    requestDeserialize: readBatchAppend,
    responseSerialize: bytes,
  },
  delete: { ...StreamsService.delete, requestDeserialize: readDelete, responseSerialize: bytes },
  tombstone: { ...StreamsService.tombstone, requestDeserialize: readDelete, responseSerialize: bytes },
};

export const FEATURES: ServiceDefinition = { ...featuresService.ServerFeaturesService };
