import { POINTER_CLASSES } from '../envelope.js';
import { type Fault } from './fault.js';

type Fields = Readonly<Record<string, unknown>>;

const POINTER = 'social-care.custodian-pointer.v1';
/** What a pointer says of a person: which record it is, and nothing that tells who they are. */
const POINTER_FIELDS: readonly string[] = ['localId', 'role', 'onRecord'];
/** Records of meetings: with a note of what was said there, one of class MAPPA is its minutes. */
const MEETINGS = /^(social-care\.(strategy|conference)-held|early-help\.taf-held)\.v\d+$/;

/**
 * What must not even lie in the feed: minutes of MAPPA, and details of a class of which only a pointer may come. Asked
 * of whatever was sent, before anything is known of its form.
 */
export function neverTaken(candidate: unknown): readonly Fault[] {
  const event = fieldsOf(candidate);
  const data = fieldsOf(event['data']);
  const minutes = minutesFault(event['type'], data);
  if (minutes) return [minutes];
  const path = event['type'] === POINTER ? placeInPointer(data) : placeOfDetail(data);
  return path === undefined ? [] : [{ code: 'OUTSIDE.POINTER_ONLY', path }];
}

function minutesFault(type: unknown, data: Fields): Fault | undefined {
  const { minutes, restricted, details } = data;
  const code = 'OUTSIDE.MAPPA_MINUTES';
  if (minutes !== undefined && minutes !== false) return { code, path: '/data/minutes' };
  const isNoted = typeof type === 'string' && MEETINGS.test(type) && 'note' in fieldsOf(details);
  return isNoted && listOf(restricted).includes('MAPPA') ? { code, path: '/data/details/note' } : undefined;
}

/** A pointer says nothing of who the people are, or how they belong together. */
function placeInPointer({ subjects, relationships }: Fields): string | undefined {
  if (listOf(relationships).length > 0) return '/data/relationships';
  const at = listOf(subjects).findIndex((each) =>
    Object.keys(fieldsOf(each)).some((name) => !POINTER_FIELDS.includes(name)),
  );
  return at < 0 ? undefined : `/data/subjects/${at}`;
}

/** A taking back has no details. */
function placeOfDetail({ restricted, details, subjects }: Fields): string | undefined {
  if (Object.keys(fieldsOf(details)).length === 0) return undefined;
  if (isPointerOnly(restricted)) return '/data/details';
  const at = listOf(subjects).findIndex((each) => isPointerOnly(fieldsOf(each)['restricted']));
  return at < 0 ? undefined : `/data/subjects/${at}/restricted`;
}

const isPointerOnly = (restricted: unknown): boolean =>
  listOf(restricted).some((each) => POINTER_CLASSES.some((name) => name === each));

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
