import type { AgencyDirectory, ConnectionFault, ConnectionPerson, ConnectionState, Viewer } from '#access';
import type { ConnectionPage } from '../../application/connections/view-connection.query.js';
import type {
  ConnectionListed,
  ConnectionLists,
} from '../../application/connections/view-connections.query.js';
import { momentWords } from '../../frame/dates.js';
import { errorsOf, KIND_WORDS, standingTag, YOUR_KIND_WORDS } from './connection-words.js';

type Directory = Pick<AgencyDirectory, 'agencies'>;

/** Of what the viewer declared nothing names the family: they may know nothing of it any more. */
export function connectionsPage({ own, others }: ConnectionLists, viewer: Viewer, directory: Directory) {
  return {
    title: 'Declared connections',
    own: ownRows(own, viewer, directory),
    mayAnswer: viewer.role === 'DECISION_MANAGER',
    others: others.map((each) => connectionRow(each, directory)),
  };
}

/** Who declared it is told: whoever is kept from a family for it may ask why. */
export const ownRows = (own: ConnectionLists['own'], viewer: Viewer, directory: Directory) =>
  own.map((state) => ({
    ...kindAndAbout(state, viewer),
    at: doneBy(state.declared, directory),
    tag: standingTag(state),
  }));

const kindAndAbout = ({ declared: { kind, staff } }: ConnectionState, viewer: Viewer) =>
  staff === viewer.staff
    ? { kind: YOUR_KIND_WORDS[kind], about: 'You' }
    : { kind: KIND_WORDS[kind], about: staff };

/** Staff by id and families by reference. */
export function connectionRow({ state, reference }: ConnectionListed, directory: Directory) {
  const { declared, confirmed, ended } = state;
  return {
    ...{ href: `/connections/${declared.connection}`, reference, staff: declared.staff },
    kind: KIND_WORDS[declared.kind],
    declared: doneBy(declared, directory),
    confirmed: confirmed ? doneBy(confirmed, directory) : 'Not yet',
    ended: ended ? doneBy(ended, directory) : 'Stands',
    tag: standingTag(state),
  };
}

export function connectionPage(
  { state, reference, words, end }: ConnectionPage,
  faults: readonly ConnectionFault[],
  directory: Directory,
) {
  const errors = errorsOf(faults);
  const row = connectionRow({ state, reference }, directory);
  const pairs: readonly (readonly [string, string])[] = [
    ['Family', reference],
    ['About', row.staff],
    ['Connection', row.kind],
    ['Declared', row.declared],
    ['How it is known', words?.reason ?? '[erased]'],
    ['Confirmed', row.confirmed],
    ...(state.ended
      ? ([
          ['Ended', row.ended],
          ['Why', end?.reason ?? '[erased]'],
        ] as const)
      : []),
  ];
  return {
    ...{ title: 'Declared connection', section: `Family ${reference}`, tag: row.tag, action: row.href },
    ...{ failed: errors.length > 0, errors, ...openTo(state) },
    rows: pairs.map(([key, value]) => ({ key: { text: key }, value: { text: value } })),
    faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
  };
}

const openTo = ({ confirmed, ended }: ConnectionState) => ({
  mayConfirm: !confirmed && !ended,
  mayEnd: !ended,
});

function doneBy(
  { by, at }: { readonly by: ConnectionPerson; readonly at: string },
  { agencies }: Directory,
): string {
  const agency = agencies.find(({ id }) => id === by.agency)?.name ?? by.agency;
  return `${momentWords(new Date(at))}, by ${by.person}, ${by.role}, ${agency}`;
}
