import { type SourceEvent } from '../../envelope.js';
import { type Fault } from '../fault.js';

/** The main person is listed and on record; nobody is listed twice; relationships join two listed people. */
export function subjectFaults(event: SourceEvent): readonly Fault[] {
  const listed = new Set(event.data.subjects.map((subject) => subject.localId));
  return [
    ...mainPersonFaults(event, listed),
    ...repeatedSubjects(event),
    ...relationshipFaults(event, listed),
    ...giverFaults(event, listed),
  ];
}

function mainPersonFaults(event: SourceEvent, listed: ReadonlySet<string>): readonly Fault[] {
  if (!listed.has(event.subject)) return [{ code: 'SUBJECT.NOT_LISTED', path: '/subject' }];
  const index = event.data.subjects.findIndex((subject) => subject.localId === event.subject);
  return event.data.subjects[index]?.onRecord === true
    ? []
    : [{ code: 'SUBJECT.NOT_ON_RECORD', path: `/data/subjects/${index}/onRecord` }];
}

function repeatedSubjects(event: SourceEvent): readonly Fault[] {
  const seen = new Set<string>();
  return event.data.subjects.flatMap(({ localId }, index): readonly Fault[] => {
    if (seen.has(localId)) return [{ code: 'SUBJECT.LISTED_TWICE', path: `/data/subjects/${index}/localId` }];
    seen.add(localId);
    return [];
  });
}

function relationshipFaults(event: SourceEvent, listed: ReadonlySet<string>): readonly Fault[] {
  return (event.data.relationships ?? []).flatMap((relationship, index): readonly Fault[] => {
    const path = `/data/relationships/${index}`;
    const unknown = (['from', 'to'] as const).filter((end) => !listed.has(relationship[end]));
    const faults = unknown.map((end): Fault => ({
      code: 'RELATIONSHIP.UNKNOWN_SUBJECT',
      path: `${path}/${end}`,
    }));
    return relationship.from === relationship.to
      ? [...faults, { code: 'RELATIONSHIP.WITH_SELF', path: `${path}/to` }]
      : faults;
  });
}

/** Who gave an agreement may be somebody without a record; with a local id, they are a subject. */
function giverFaults(event: SourceEvent, listed: ReadonlySet<string>): readonly Fault[] {
  const giver = event.data.details['givenBy'] as { readonly localId?: string } | undefined;
  return giver?.localId === undefined || listed.has(giver.localId)
    ? []
    : [{ code: 'SUBJECT.NOT_LISTED', path: '/data/details/givenBy/localId' }];
}
