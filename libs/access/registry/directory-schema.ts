import { SECTORS } from '#contracts';

const text = { type: 'string', minLength: 1 };
const agencyId = { type: 'string', pattern: '^urn:agency:(ods|la|force|urn|other):[A-Za-z0-9-]{1,20}$' };
const recipientId = {
  type: 'string',
  pattern: '^urn:agency:(ods|la|force|urn|other):[A-Za-z0-9-]{1,20}(/[a-z0-9-]{1,40})?$',
};

const object = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

const clientId = { type: 'string', pattern: '^[A-Za-z0-9._-]{3,80}$' };
const secretHash = { type: 'string', pattern: '^scrypt\\$[0-9a-f]{32,}\\$[0-9a-f]{64,}$' };

const GROUPS = [
  'social-care',
  'early-help',
  'health',
  'police',
  'school',
  'youth-justice',
  'housing',
  'voluntary',
];

const agency = object({
  id: agencyId,
  name: text,
  sectors: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: [...SECTORS] } },
  group: { enum: GROUPS },
  desk: object({ name: text, phone: text }),
  client: object({ id: clientId, secretHash }),
});

const recipient = object({
  recipient: recipientId,
  agency: agencyId,
  name: text,
  role: { enum: ['MASH', 'EARLY_HELP', 'SOCIAL_CARE', 'IG', 'PARTNER'] },
});

const oversight = object({
  id: clientId,
  name: text,
  role: { enum: ['IG'] },
  agency: agencyId,
  secretHash,
});

/** JSON Schema of `AGENCIES_FILE`. */
export const DIRECTORY_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['agencies', 'recipients'],
  properties: {
    agencies: { type: 'array', minItems: 1, items: agency },
    recipients: { type: 'array', minItems: 1, items: recipient },
    oversight: { type: 'array', items: oversight },
  },
};
