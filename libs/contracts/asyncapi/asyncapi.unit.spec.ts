import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { projectPath } from '#platform';
import { catalogue } from '../catalogue/entries.js';
import { asyncApiDocument } from './document.js';

const SOURCE = projectPath('contracts', 'asyncapi.json');
const ERROR = 0;

function parserFor2020() {
  const parser = new Parser();
  parser.registerSchemaParser({
    getMimeTypes: () => ['application/schema+json;version=2020-12'],
    validate: () => [],
    parse: (input) => input.data as Record<string, unknown>,
  });
  return parser;
}

async function parse(document: object) {
  const parsed = await parserFor2020().parse(JSON.stringify(document), { source: SOURCE });
  const errors = parsed.diagnostics.filter(({ severity }) => Number(severity) === ERROR);
  return { document: parsed.document, errors: errors.map(({ message }) => message) };
}

/** Parsing reads every schema file, so that a broken reference is tried on one message alone. */
function withOneMessage(type: string) {
  const { channels, components, ...rest } = asyncApiDocument();
  const messages = Object.fromEntries(Object.entries(components.messages).filter(([name]) => name === type));
  const events = { ...channels.events, messages: { [type]: { $ref: `#/components/messages/${type}` } } };
  return { ...rest, operations: {}, channels: { events }, components: { ...components, messages } };
}

describe('the AsyncAPI document', () => {
  it('is committed as it is built', () => {
    expect(JSON.parse(readFileSync(SOURCE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
  });

  it('is sound AsyncAPI 3, with the schema of every event type in its place, in either mode', async () => {
    const { document, errors } = await parse(asyncApiDocument());
    expect(errors).toEqual([]);
    expect(document?.channels().get('events')?.messages().all()).toHaveLength(2 * catalogue().length);
  });

  it('would be caught if a schema file were missing', async () => {
    const one = withOneMessage('health.gp-concern.v1');
    expect((await parse(one)).errors).toEqual([]);
    const broken = JSON.parse(JSON.stringify(one).replace('gp-concern.v1.schema', 'nowhere')) as object;
    expect((await parse(broken)).errors).not.toEqual([]);
  });
});
