import { readFileSync } from 'node:fs';
import type { EventData, SourceEvent, Subject } from '#contracts';
import { projectPath, type AgencyId } from '#platform';
import { agreementEvent, child as childOf, withdrawalEvent } from '../../../apps/intake/testing/events.js';
import type { Agency, Child, History, OpenItem, Stated } from './history.js';

export const IDS: Readonly<Record<Agency, AgencyId>> = {
  clinic: 'urn:agency:ods:G7H8J' as AgencyId,
  hospital: 'urn:agency:ods:RZZ' as AgencyId,
  school: 'urn:agency:urn:199997' as AgencyId,
};
const FRONT_DOOR = { purpose: 'SCREENING', recipients: ['urn:agency:la:873/mash'] } as const;
const FAMILY_HELP = { purpose: 'TAF', recipients: ['urn:agency:other:NSEH/family-help'] } as const;

const example = (type: string): SourceEvent =>
  JSON.parse(readFileSync(projectPath('contracts', 'examples', type, 'valid.json'), 'utf8')) as SourceEvent;
const EXAMPLES = {
  clinic: example('health.was-not-brought.v1'),
  hospital: example('health.was-not-brought.v1'),
  school: example('school.dsl-concern.v2'),
};
const REFUSED = example('agreement.refused.v1');
const JUDGEMENT = EXAMPLES.school.data.sharing.judgement;

/** One family of children whom no other run knows: its own names, numbers, homes and local ids. */
export class Cast {
  constructor(readonly run: number) {}

  localId = (agency: Agency, child: Child): string => `${child}-${agency}-${this.run}`;
  eventId = (name: string | number): string => `E-${this.run}-${name}`;
  family = (child: Child): string => `${child === 'ada' ? 'Aldous' : 'Bretton'}${letters(this.run)}`;
  number = (child: Child): string => testNumber(this.run * 2 + (child === 'ada' ? 0 : 1));

  subject(child: Child, { agency, alias, numbered, home }: Stated): Subject {
    const own = home === 'shared' ? 'Elm' : home === 'moved' ? `New ${child}` : `Own ${child}`;
    const address = { line1: `${this.run} ${own} Street`, town: 'Northbridge', postcode: 'ZZ99 3WZ' };
    return childOf(this.localId(agency, child), {
      names: [
        {
          given: alias ? 'Zara' : 'Example',
          family: alias ? `Alias${letters(this.run)}` : this.family(child),
        },
      ],
      dateOfBirth: alias ? '2016-01-02' : '2017-05-04',
      ...(numbered && { identifiers: { nhsNumber: this.number(child) } }),
      ...(home !== 'none' && { address }),
    });
  }
}

/** Before any item: what each child's people answered, told by each agency for its own record. */
export const answersOf = (cast: Cast, { agreed, onHarm }: History): readonly SourceEvent[] =>
  onHarm ? [] : (['ada', 'ben'] as const).flatMap((child) => answers(cast, child, agreed[child]));

function answers(cast: Cast, child: Child, answer: History['agreed'][Child]): readonly SourceEvent[] {
  if (answer === 'not asked') return [];
  return (['clinic', 'hospital', 'school'] as const).flatMap((agency) => {
    const plain = { agency, child, alias: false, numbered: false, home: 'none', sibling: false } as const;
    const subject = cast.subject(child, { ...plain, corrects: false, day: 1 });
    const of = { source: IDS[agency], subject, reference: `ATS-${cast.localId(agency, child)}` };
    const id = cast.eventId(`${child}-${agency}`);
    if (answer === 'refused') return [refusal(`${id}-refused`, of)];
    const given = agreementEvent(`${id}-given`, of);
    return answer === 'given' ? [given] : [given, withdrawalEvent(`${id}-withdrawn`, of)];
  });
}

const refusal = (id: string, of: { source: AgencyId; subject: Subject; reference: string }): SourceEvent => ({
  ...{ ...REFUSED, id, source: of.source, subject: of.subject.localId },
  data: {
    ...REFUSED.data,
    ...{ subjects: [of.subject], relationships: [] },
    details: { ...REFUSED.data.details, agreementReference: of.reference },
  },
});

export function itemsOf(cast: Cast, history: History): readonly SourceEvent[] {
  const { items, onHarm, hidden } = history;
  return items.map((item, index) => {
    const { audience, told, restricted, retracts } = item;
    const to =
      audience === 'front door'
        ? FRONT_DOOR
        : audience === 'family help'
          ? FAMILY_HELP
          : ({ purpose: 'SCREENING' } as const);
    const earlier = earlierOf(cast, items.slice(0, index), item);
    return eventOf(cast, index, item, {
      sharing: { ...basisOf(history), ...to, existenceMayBeTold: told && !(onHarm && hidden.numbered) },
      ...(restricted && { restricted: ['MARAC'] }),
      ...(earlier !== undefined && retracts ? { retracts: earlier, details: {} } : {}),
      ...(earlier !== undefined && !retracts && item.corrects && { corrects: earlier }),
    });
  });
}

/** The one that the viewer may not know of. It takes nothing back: a taking back counts for everybody. */
export function hiddenOf(cast: Cast, history: History): SourceEvent {
  const { items, hidden, at, onHarm, viewer } = history;
  const other = viewer === 'front door' ? FAMILY_HELP : FRONT_DOOR;
  const everybody = { purpose: 'SCREENING' } as const;
  const forAnother = hidden.hiding === 'for another team';
  const earlier = earlierOf(cast, items.slice(0, at), hidden);
  // A new link decides otherwise where agreements hang on it, and shows whose a stub is that may be told of (ADR 0034).
  // Neither is a shadow, so it comes only where there is neither.
  const stated = { ...hidden, numbered: hidden.numbered && onHarm };
  return eventOf(cast, 'hidden', stated, {
    sharing: { ...hiddenBasisOf(history), ...(forAnother ? other : everybody), existenceMayBeTold: false },
    ...(hidden.hiding !== 'for another team' && { restricted: [hidden.hiding] }),
    ...(earlier !== undefined && hidden.corrects && { corrects: earlier }),
  });
}

function eventOf(cast: Cast, name: string | number, stated: Stated, data: Partial<EventData>): SourceEvent {
  const { agency, child, sibling, day } = stated;
  const subjects = [cast.subject(child, stated), ...(sibling ? [cast.subject(otherOf(child), stated)] : [])];
  const [from, to] = [cast.localId(agency, child), cast.localId(agency, otherOf(child))];
  const when = `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;
  const base = EXAMPLES[agency];
  return {
    ...{ ...base, id: cast.eventId(name), source: IDS[agency], subject: from, time: when },
    data: {
      ...{ ...base.data, subjects, recordedAt: when },
      relationships: sibling ? [{ from, to, kind: 'SIBLING_OF' }] : [],
      ...data,
    },
  };
}

type Basis = Omit<EventData['sharing'], 'purpose' | 'existenceMayBeTold'>;

const basisOf = ({ onHarm, danger }: Pick<History, 'onHarm' | 'danger'>): Basis =>
  onHarm
    ? judged(danger ? 'IMMEDIATE_DANGER' : 'SIGNIFICANT_HARM', '2026-12-10')
    : { authority: 'CA2004_S10' };

/**
 * Of a restricted class it was shared in a danger that has gone by since, so that the hub holds what it says. For another
 * team it is not in danger, in which no record would be owed by the viewer's.
 */
const hiddenBasisOf = ({ onHarm, hidden }: History): Basis =>
  onHarm && hidden.hiding !== 'for another team'
    ? judged('IMMEDIATE_DANGER', '2026-11-24')
    : basisOf({ onHarm, danger: false });

const judged = (kind: 'IMMEDIATE_DANGER' | 'SIGNIFICANT_HARM', reviewBy: string): Basis => ({
  ...{ authority: 'CA1989_S47', task: 'CA2004_S11' },
  ...(JUDGEMENT && {
    judgement: { ...JUDGEMENT, kind, madeAt: '2026-11-20T15:00:00Z', reviewBy: `${reviewBy}T15:00:00Z` },
  }),
});

/** The last item of the same agency about the same child. */
function earlierOf(cast: Cast, before: readonly OpenItem[], { agency, child }: Stated): string | undefined {
  const index = before.findLastIndex(
    (item) => item.agency === agency && item.child === child && !item.retracts,
  );
  return index < 0 ? undefined : cast.eventId(index);
}

const otherOf = (child: Child): Child => (child === 'ada' ? 'ben' : 'ada');

/** Names must not differ by a figure alone: figures are folded away. */
const letters = (run: number): string =>
  [...String(run)].map((figure) => 'bcdfghjklm'[Number(figure)]).join('');

/** NHS numbers that are kept for tests begin with 999; the last figure is the check. */
function testNumber(index: number): string {
  for (let tail = index * 20; ; tail += 1) {
    const nine = `999${String(tail).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, figure, at) => total + Number(figure) * (10 - at), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) return `${nine}${check}`;
  }
}
