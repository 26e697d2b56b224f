/**
 * What differs between two answers by nature and tells of nobody: the token and nonce of a session or a response, the
 * random name of a form, of a stored search, of a request to override, of an emergency view or of a look, a request's own
 * correlation id, when this run took an event, and whether a download or a list of a person's looks has its own look
 * already, or that of the page before. Everything else must be the same to the byte.
 */
const BY_NATURE: readonly (readonly [RegExp, string])[] = [
  [/(name="(?:_csrf|formId)" value=")[^"]*/g, '$1-'],
  [/(nonce="|'nonce-)[^"']*/g, '$1-'],
  [/(\/(?:search\/results|overrides|emergency|ig\/disclosures)\/)[0-9a-f-]{36}/g, '$1-'],
  [/<tr(?:(?!<\/tr>)[^])*What was decided and seen of one person(?:(?!<\/tr>)[^])*<\/tr>/g, ''],
  [/^"DISCLOSURE","[^"]*","PERSON_EXPORT".*\r?\n/gm, ''],
  [/(^"DISCLOSURE",.*,")[0-9a-f-]{36}(?="\r?$)/gm, '$1-'],
  [/\bO-[0-9A-F]{6}\b/g, 'O-'],
  [/(urn:correlation:)[0-9a-f-]{36}/g, '$1-'],
  [/("(?:receivedAt|at)":")[^"]*/g, '$1-'],
  [/(Received\s*<\/dt>\s*<dd[^>]*>)[^<]*/g, '$1-'],
];

/** On pages of publishers and of governance: when this run took events. */
const MOMENT = /\d{1,2} [A-Z][a-z]+ \d{4}, \d{1,2}:\d{2}[ap]m|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

export const normalised = (text: string): string =>
  BY_NATURE.reduce((left, [what, instead]) => left.replace(what, instead), text);

export const withoutMoments = (text: string): string => normalised(text).replaceAll(MOMENT, 'a moment');

/** On a publisher's lists, events of one moment have no order. */
export const withoutOrder = (text: string): string =>
  withoutMoments(text).replaceAll(
    /(<tbody[^>]*>)([\s\S]*?)(?=<\/tbody>)/g,
    (_all, open: string, rows: string) => [open, ...rows.split('<tr').sort()].join('<tr'),
  );
