import { catalogue } from '../../catalogue/entries.js';
import { type Schema, schemaRef } from '../types.js';

const text = (description: string, maxLength: number): Schema => ({ type: 'string', description, maxLength });

/** What every event has; `data` is described by the contract of its type. */
const cloudEvent = (): Schema => ({
  type: 'object',
  description: 'A CloudEvents 1.0 event. GET /v1/contracts/{type} gives the full JSON Schema of each type.',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: text('The agency’s own id of the event. Sending the same event again under it is harmless.', 128),
    source: {
      ...text('The publishing agency: urn:agency:<scheme>:<code>.', 60),
      examples: ['urn:agency:ods:G7H8J'],
    },
    type: { type: 'string', enum: catalogue().map(({ type }) => type) },
    subject: text('The agency’s local id of the main person.', 64),
    time: { type: 'string', format: 'date-time', description: 'When it happened.' },
    datacontenttype: { const: 'application/json' },
    traceparent: text('W3C trace context.', 55),
    data: { type: 'object', description: 'People, details and why it may be shared.' },
  },
});

export const eventSchemas = (): Readonly<Record<string, Schema>> => ({
  CloudEvent: cloudEvent(),
  CloudEventBatch: { type: 'array', maxItems: 1000, items: schemaRef('CloudEvent') },
});
