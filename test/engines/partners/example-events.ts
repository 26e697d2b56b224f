import { readFileSync } from 'node:fs';
import { catalogue, type SourceEvent } from '#contracts';
import { projectPath, type AgencyId } from '#platform';

/** What a client of another language could lose or change on the way: accents, an offset, fractions, extensions. */
const DEMANDING: Readonly<Record<string, (event: SourceEvent) => SourceEvent>> = {
  'health.gp-concern.v1': (event) => ({
    ...event,
    time: '2026-03-09T15:30:00.500+01:00',
    ...{ priority: 3, urgent: true, origin: 'Łódź 100%25' },
  }),
  'school.dsl-concern.v1': (event) => ({
    ...event,
    data: { ...event.data, details: { ...event.data.details, note: 'Zoë’s “naïve” 🙂 note\n1.0 ⁄ 2' } },
  }),
};

export interface Bundle {
  readonly agency: AgencyId;
  readonly events: readonly SourceEvent[];
}

/** Answers that end what the agreement of the examples allows come last, so that something is shared before. */
const ENDS_SHARING = ['agreement.refused.v1', 'agreement.withdrawn.v1'];

/** The published examples, agency by agency in one order. */
export function exampleBundles(): readonly Bundle[] {
  const types = catalogue().map(({ type }) => type);
  const [first, last] = [false, true].map((ends) =>
    types.filter((type) => ENDS_SHARING.includes(type) === ends).map(exampleOf),
  );
  return [...byAgency(first ?? []), ...byAgency(last ?? [])];
}

function exampleOf(type: string): SourceEvent {
  const file = projectPath('contracts', 'examples', type, 'valid.json');
  const event = JSON.parse(readFileSync(file, 'utf8')) as SourceEvent;
  return DEMANDING[type]?.(event) ?? event;
}

function byAgency(events: readonly SourceEvent[]): readonly Bundle[] {
  const bundles = new Map<string, SourceEvent[]>();
  for (const event of events) bundles.set(event.source, [...(bundles.get(event.source) ?? []), event]);
  return [...bundles].map(([agency, each]) => ({ agency: agency as AgencyId, events: each }));
}

/** What Kafka knows an agency by: the last part of its topic. */
export const principalOf = (agency: AgencyId): string => agency.split(':').slice(2).join('-');
