import type { Sitting } from '#access';
import { standingOfOverride, type OverrideState } from '#sharing';
import type { OverrideListed, OverrideLists } from '../../application/overrides/view-overrides.query.js';
import { dateWords, momentWords } from '../../frame/dates.js';
import { ROW_WORDS } from '../../frame/words.js';
import { STANDING_TAGS } from './override-words.js';

/** What waits for the viewer's answer, what is overdue, and what the viewer asked for. */
export function overridesPage({ toAuthorise, asked, missed, owed, now }: OverrideLists, { viewer }: Sitting) {
  const rowsOf = (list: readonly OverrideListed[]) => list.map((each) => listRow(each, now));
  return {
    title: viewer.profession === undefined ? 'Overrides' : 'To authorise',
    mayAuthorise: viewer.profession !== undefined,
    asAt: momentWords(now),
    toAuthorise: rowsOf(toAuthorise),
    asked: rowsOf(asked),
    missed: rowsOf(missed),
    owed: owed.map(({ disclosure, view }) => ({
      family: view?.reference,
      href: view && `/families/${view.family}/overrides/new`,
      what: disclosure.record === 'OVERRIDE' ? 'Approval of what was shown' : 'Record of the danger',
      row: ROW_WORDS[disclosure.row],
      since: momentWords(disclosure.disclosedAt),
    })),
  };
}

function listRow({ state, family }: OverrideListed, now: Date) {
  const tag = STANDING_TAGS[standingOfOverride(state, now.getTime())];
  return {
    href: `/overrides/${state.override}`,
    ...{ family, tag, due: dueWords(state) },
    what: state.kind === 'OVERRIDE' ? `Override: ${ROW_WORDS[state.row]}` : 'Not sharing under the duty',
    asked: momentWords(new Date(state.askedAt)),
    items: state.items.length,
  };
}

const dueWords = ({ approvalBy, reviewBy }: OverrideState): string =>
  approvalBy === undefined
    ? `Review ${dateWords(new Date(`${reviewBy}T12:00:00Z`))}`
    : `Due ${dateWords(new Date(`${approvalBy}T12:00:00Z`))}`;
