import { ATTEMPT_HEADER, CORRELATION_HEADER, EVENT_ID_HEADER, REPLAY_OF_HEADER } from '#feed';
import { described } from './described.js';

const value = (name: string) => ({ $ref: `./schemas/common/values.json#/$defs/${name}` });
const text = (description: string, pattern: string) => ({ description, type: 'string', pattern });

const TRACE = text('W3C trace context.', '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
const STRUCTURED_TYPE = text('Marks structured mode.', '^application/cloudevents\\+json(;.*)?$');

/** What the hub writes beside an event that came over HTTP, or that is put back; a partner's own client need not. */
const FROM_HUB = {
  [EVENT_ID_HEADER]: { description: 'The id of the event.', ...value('eventId') },
  [CORRELATION_HEADER]: text('Of the request that it came by.', '^[0-9a-fA-F-]{8,64}$'),
  [REPLAY_OF_HEADER]: text(
    'Of what is put back, where it lay: topic/partition/offset.',
    '^throughline\\.events\\.[A-Za-z0-9-]+/[0-9]+/[0-9]+$',
  ),
  [ATTEMPT_HEADER]: text('Of what is put back, which delivery it is, from 2.', '^[1-9][0-9]{0,4}$'),
  traceparent: TRACE,
};

const STRUCTURED = {
  title: 'Headers of structured mode',
  type: 'object',
  required: ['content-type'],
  properties: { 'content-type': STRUCTURED_TYPE, ...FROM_HUB },
};

const BINARY = {
  title: 'Headers of binary mode',
  description: 'Each attribute of the event, plain UTF-8. Extension attributes are accepted, and not used.',
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time'],
  properties: {
    'content-type': text('Of the data; JSON where it is absent.', '^application/json(;.*)?$'),
    ce_specversion: { const: '1.0' },
    ce_id: value('eventId'),
    ce_source: value('agencyId'),
    ce_type: { type: 'string' },
    ce_subject: value('localId'),
    ce_time: value('dateTime'),
    ...FROM_HUB,
  },
};

const HUB = {
  title: 'Headers of what the hub tells',
  type: 'object',
  required: ['content-type'],
  properties: { 'content-type': STRUCTURED_TYPE },
};

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** For `components.schemas`. */
export const headerSchemas = () => ({
  structuredHeaders: STRUCTURED,
  binaryHeaders: BINARY,
  hubHeaders: HUB,
});

export const structuredHeaders = () => described(ref('structuredHeaders'));
export const hubHeaders = () => described(ref('hubHeaders'));
export const binaryHeaders = (type: string) =>
  described({ allOf: [ref('binaryHeaders'), { properties: { ce_type: { const: type } } }] });
