import { fieldsOf } from '#contracts';

/** The fields that are the same for every type: the envelope, the people and the reasons for sharing. */
export const everyEventPage = () => ({
  title: 'What every event carries',
  trail: [
    { text: 'Partner interface', href: '/docs' },
    { text: 'Event contracts', href: '/docs/contracts' },
    { text: 'What every event carries' },
  ],
  fields: fieldsOf({ $ref: 'common/envelope.json' }),
});
