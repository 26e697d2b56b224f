import { answer, type PathItem, problems, schemaRef } from '../types.js';

export const TOKEN_PATH: PathItem = {
  post: {
    operationId: 'getToken',
    summary: 'Get an access token',
    description: 'OAuth 2 client credentials grant (RFC 6749, 4.4). The client may also come by HTTP Basic.',
    tags: ['Sign-in'],
    security: [],
    requestBody: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: {
            type: 'object',
            required: ['grant_type'],
            properties: {
              grant_type: { const: 'client_credentials' },
              client_id: { type: 'string' },
              client_secret: { type: 'string' },
            },
          },
        },
      },
    },
    responses: {
      '200': answer('A token for one hour.', schemaRef('Token')),
      ...problems(
        'TokenNotUnderstood',
        'TokenRefused',
        'TokenTooSlow',
        'TokenTooLarge',
        'TokenEncodingUnknown',
        'TooManyFailures',
        'Busy',
      ),
    },
  },
};
