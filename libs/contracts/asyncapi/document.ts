import { catalogue } from '../catalogue/entries.js';
import { CONTENT_ASKED_TYPE } from '../hub/content-asked-event.js';
import { EMERGENCY_VIEW_TYPE } from '../hub/emergency-view-event.js';
import { RECEIPT_TYPE } from '../hub/receipt-event.js';
import { SHARING_CEASED_TYPE } from '../hub/sharing-ceased-event.js';
import { binaryHeaders, headerSchemas, hubHeaders, structuredHeaders } from './header-schemas.js';
import { described } from './described.js';

const payload = (file: string) => described({ $ref: `./schemas/${file}` });
/** Of binary mode: what the schema of the whole event says of its data. */
const dataOf = (type: string) =>
  described({
    allOf: [
      { $ref: './schemas/common/event-data.json' },
      { $ref: `./schemas/${type}.schema.json#/properties/data` },
    ],
  });
const kafkaMessage = (description: string) => ({
  kafka: { key: { type: 'string', description }, bindingVersion: '0.5.0' },
});
const kafkaTopic = (cleanup: readonly string[]) => ({
  kafka: { topicConfiguration: { 'cleanup.policy': cleanup }, bindingVersion: '0.5.0' },
});
const AGENCY = {
  agency: {
    description: 'Scheme and code of the agency, joined by a hyphen.',
    examples: ['ods-G7H8J', 'la-873', 'force-35'],
  },
};
const messageRefs = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));

const binaryName = (type: string): string => `${type}.binary`;
const eventNames = (): readonly string[] => {
  const types = catalogue().map(({ type }) => type);
  return [...types, ...types.map(binaryName)];
};
const bySubject = kafkaMessage('The subject: local id of the main person.');

const structuredMessages = () =>
  Object.fromEntries(
    catalogue().map(({ type, title, description }) => [
      type,
      {
        name: type,
        title,
        summary: description,
        contentType: 'application/cloudevents+json',
        headers: structuredHeaders(),
        payload: payload(`${type}.schema.json`),
        bindings: bySubject,
      },
    ]),
  );

const binaryMessages = () =>
  Object.fromEntries(
    catalogue().map(({ type, title }) => [
      binaryName(type),
      {
        name: binaryName(type),
        title: `${title} (binary mode)`,
        summary: 'The same event with its attributes in headers.',
        contentType: 'application/json',
        headers: binaryHeaders(type),
        payload: dataOf(type),
        bindings: bySubject,
      },
    ]),
  );

const receiptMessage = () => ({
  name: RECEIPT_TYPE,
  title: 'What became of an event',
  summary: 'A CloudEvent for each change. Told at least once: the same id again is a repeat.',
  contentType: 'application/cloudevents+json',
  headers: hubHeaders(),
  payload: payload(`hub/${RECEIPT_TYPE}.schema.json`),
  bindings: kafkaMessage('The publisher’s event id; where a message held none, its topic/partition/offset.'),
});

const sharingCeasedMessage = () => ({
  name: SHARING_CEASED_TYPE,
  title: 'Sharing of an item has ceased',
  summary: 'To an agency that was allowed to see it. Told at least once: the same id again is a repeat.',
  contentType: 'application/cloudevents+json',
  headers: hubHeaders(),
  payload: payload(`hub/${SHARING_CEASED_TYPE}.schema.json`),
  bindings: kafkaMessage('The id of the item.'),
});

const contentAskedMessage = () => ({
  name: CONTENT_ASKED_TYPE,
  title: 'Content is asked for again',
  summary: 'Publish the same event again, with the same id and the same content. Told at least once.',
  contentType: 'application/cloudevents+json',
  headers: hubHeaders(),
  payload: payload(`hub/${CONTENT_ASKED_TYPE}.schema.json`),
  bindings: kafkaMessage('An id of the hub: the receipt of the same event has another key.'),
});

const emergencyViewMessage = () => ({
  name: EMERGENCY_VIEW_TYPE,
  title: 'An emergency view waits for review',
  summary: 'To an agency that has to review it. Told at least once: the same id again is a repeat.',
  contentType: 'application/cloudevents+json',
  headers: hubHeaders(),
  payload: payload(`hub/${EMERGENCY_VIEW_TYPE}.schema.json`),
  bindings: kafkaMessage('The id of the emergency view.'),
});

const rejectionMessage = () => ({
  name: 'rejection',
  title: 'A message that could not be taken',
  summary: 'All is in the headers. The value is empty, for no content is kept without a basis.',
  headers: payload('hub/rejected-headers.json'),
  payload: described({ const: '' }),
  bindings: kafkaMessage('Where the message lies: topic/partition/offset.'),
});

/** The Kafka interface for agencies; the schemas stay in their own files. */
export const asyncApiDocument = () => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Throughline: agency feed',
    version: '1.0.0',
    description:
      'CloudEvents 1.0 in structured or binary mode. The topic is the trust boundary: a source that is not the agency of the topic is rejected.',
    license: { name: 'Apache-2.0' },
  },
  channels: {
    events: {
      address: 'throughline.events.{agency}',
      description:
        'What one agency publishes, in either mode. Only that agency may write, and the hub: what the agency publishes over HTTP, and what is put back.',
      parameters: AGENCY,
      messages: messageRefs(eventNames()),
      bindings: kafkaTopic(['delete']),
    },
    receipts: {
      address: 'throughline.receipts.{agency}',
      description:
        'What became of each event of one agency, what it is asked to publish again, what it may no longer use, and what it has to review. Only that agency may read.',
      parameters: AGENCY,
      messages: messageRefs([RECEIPT_TYPE, CONTENT_ASKED_TYPE, SHARING_CEASED_TYPE, EMERGENCY_VIEW_TYPE]),
      bindings: kafkaTopic(['compact', 'delete']),
    },
    rejected: {
      address: 'throughline.rejected',
      description: 'Where each rejected event lies and why, for operators. Never its content.',
      messages: messageRefs(['rejection']),
      bindings: kafkaTopic(['delete']),
    },
  },
  operations: {
    takeEvents: {
      action: 'receive',
      channel: { $ref: '#/channels/events' },
      summary: 'The hub takes what agencies publish.',
    },
    putEvents: {
      action: 'send',
      channel: { $ref: '#/channels/events' },
      summary: 'The hub puts there what an agency publishes over HTTP, and what is put back.',
    },
    tellReceipts: {
      action: 'send',
      channel: { $ref: '#/channels/receipts' },
      summary: 'The hub tells the publisher what became of it.',
    },
    tellRejections: {
      action: 'send',
      channel: { $ref: '#/channels/rejected' },
      summary: 'The hub tells operators what it could not take.',
    },
  },
  components: {
    schemas: headerSchemas(),
    messages: {
      ...structuredMessages(),
      ...binaryMessages(),
      [RECEIPT_TYPE]: receiptMessage(),
      [CONTENT_ASKED_TYPE]: contentAskedMessage(),
      [SHARING_CEASED_TYPE]: sharingCeasedMessage(),
      [EMERGENCY_VIEW_TYPE]: emergencyViewMessage(),
      rejection: rejectionMessage(),
    },
  },
});
