import type { AgencyDirectory } from '#access';
import type { TimelinePage } from '../../application/view-timeline.query.js';
import { familyFrame } from '../family-frame.js';
import { paginationOf } from '../pagination.js';
import { filterPanel, queryOf } from './filter-panel.js';
import type { ReadFilter } from './filter-form.js';
import { itemCards, monthsOf } from './item-cards.js';
import { lanesFigure } from './lanes.js';
import { stubsOf } from './stubs.js';

/** The family timeline as its template needs it. Everything in it follows from permitted items and tellable stubs alone. */
export function timelinePage(page: TimelinePage, read: ReadFilter, directory: AgencyDirectory) {
  const { view, matching, opened, pageNumber, pageCount, now } = page;
  const path = `/families/${view.family}/timeline`;
  const panel = filterPanel(read, view.persons, path);
  return {
    title: 'Timeline',
    section: `Family ${view.reference}`,
    failed: read.errors.length > 0,
    errors: read.errors,
    familyFrame: familyFrame(view, 'timeline'),
    path,
    paths: pathsOf(view.family),
    figure: lanesFigure(matching, read.filter, directory.agencies, now),
    stubs: stubsOf(view, directory.agencies),
    filter: panel,
    months: monthsOf(itemCards(opened, view, directory.agencies)),
    isEmpty: view.items.length === 0,
    hasNoMatch: view.items.length > 0 && matching.length === 0,
    shown: shownWords(matching.length, pageNumber, opened.length),
    pagination: paginationOf(
      pageNumber,
      pageCount,
      (number) => `${path}${queryOf(read, { page: number })}#items`,
    ),
  };
}

/** The same for every family and viewer, so that they tell of nothing. */
const pathsOf = (family: string) => ({
  override: `/families/${family}/overrides/new`,
  emergency: `/break-glass/${family}`,
  connection: `/families/${family}/connection`,
  notSharing: `/families/${family}/overrides/new?kind=NOT_SHARING`,
});

function shownWords(total: number, pageNumber: number, onPage: number): string {
  if (total === 0) return '';
  const first = (pageNumber - 1) * 25 + 1;
  return `Showing ${first} to ${first + onPage - 1} of ${total}, newest first`;
}
