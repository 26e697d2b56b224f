import type { LogRecord } from '../log/records.js';
import { eventFrame, type IdForm } from '../wire/read-responses.js';

/** What is in memory goes to several subscribers as a rule: one frame serves them all while the record lives. */
const frames = new WeakMap<LogRecord, Buffer>();

export function sharedFrame(record: LogRecord, idForm: IdForm = 'text'): Buffer {
  if (idForm !== 'text') return eventFrame(record, idForm);
  let frame = frames.get(record);
  if (!frame) frames.set(record, (frame = eventFrame(record)));
  return frame;
}
