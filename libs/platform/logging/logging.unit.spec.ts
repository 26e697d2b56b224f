import { isThroughlineError, invalid } from '../errors/errors.js';
import { NestLogger } from './nest-logger.js';
import { createLogger } from './pino-logger.js';
import type { LogFields } from './logger.js';

const MARKER = 'Marker-Person';

function collect() {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', to: { write: (line) => void lines.push(line) } });
  return {
    logger,
    text: () => lines.join(''),
    parsed: () => lines.map((line) => JSON.parse(line) as LogFields),
  };
}

describe('Logging', () => {
  it('keeps kinds, ids without meaning, counts, milliseconds and codes', () => {
    const { logger, parsed } = collect();
    const id = '5f0c9b0e-0f2c-5d0f-9a3e-3f6c1f6f5b11';
    logger.info('Batch appended', {
      eventType: 'ItemShared',
      id,
      count: 3,
      ms: 12,
      position: 7n,
      code: 'A.B',
    });
    expect(parsed()[0]).toMatchObject({
      eventType: 'ItemShared',
      id,
      count: 3,
      ms: 12,
      position: '7',
      code: 'A.B',
    });
  });

  it('drops every field that is not on the list', () => {
    const { logger, text } = collect();
    logger.info('Something happened', { name: MARKER, body: { deep: MARKER }, count: 1 } as LogFields);
    expect(text()).toContain('"count":1');
    expect(text()).not.toContain(MARKER);
  });

  it('drops an allowed field whose value has another form', () => {
    const { logger, text } = collect();
    const everyField = [
      'part',
      'eventType',
      'agency',
      'id',
      'correlationId',
      'projection',
      'code',
      'count',
      'ms',
    ];
    logger.warn('Odd', Object.fromEntries(everyField.map((name) => [name, `${MARKER} x`])));
    expect(text()).not.toContain(MARKER);
  });

  it('keeps the code and the place of an error, never its message', () => {
    const { logger, text, parsed } = collect();
    const cause = invalid('INTAKE.SOMETHING', `${MARKER}\n    at ${MARKER} was born`);
    expect(isThroughlineError(cause)).toBe(true);
    logger.error('Failed', { error: cause });
    logger.error('Failed', { error: MARKER });
    expect(parsed()[0]).toMatchObject({ code: 'INTAKE.SOMETHING', errorKind: 'ThroughlineError' });
    expect(text()).toContain('logging.unit.spec');
    expect(text()).not.toContain(MARKER);
  });

  it('names the part of the hub on its lines', () => {
    const { logger, parsed } = collect();
    logger.of('intake').info('Started');
    expect(parsed()[0]).toMatchObject({ part: 'intake' });
  });

  it('keeps the text of framework faults out', () => {
    const { logger, text } = collect();
    const nest = new NestLogger(logger);
    nest.error(new Error(MARKER));
    nest.error(MARKER, `Error: ${MARKER}\n    at handler (/srv/a.js:1:2)`, 'ExceptionsHandler');
    nest.warn(MARKER);
    nest.log(MARKER, 'SomeController');
    expect(text()).toContain('/srv/a.js:1:2');
    expect(text()).not.toContain(MARKER);
  });
});
