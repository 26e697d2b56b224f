import { DIMENSIONS, weekOf, type Dimension, type WeekCount } from '#governance';
import { OUTCOME_WORDS } from '../../frame/words.js';
import { selectItems } from '../../oversight/list-query.js';
import { OUTCOME_CHOICES, ROW_CHOICES } from '../ig-decisions/ig-decisions.view-model.js';
import { weekChart, type Category } from './week-chart.js';

type Choices = readonly (readonly [string, string])[];

export const WEEKS_CHOICES: Choices = [
  ['12', '12 weeks'],
  ['26', '26 weeks'],
  ['52', '52 weeks'],
];

export interface OverTimeFilters {
  readonly weeks: string;
  readonly agency: string | undefined;
  readonly row: string | undefined;
  readonly outcome: string | undefined;
}

const DAY = 86_400_000;

/** Mondays up to this week, oldest first. */
export function weeksUpTo(now: Date, count: number): readonly string[] {
  const last = Date.parse(`${weekOf(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_each, at) =>
    new Date(last - (count - 1 - at) * 7 * DAY).toISOString().slice(0, 10),
  );
}

const HEADINGS: Readonly<Record<Dimension, string>> = {
  outcome: 'By outcome',
  row: 'By row of the decision table',
  agency: 'By agency',
};

export function overTimePage(
  counts: Readonly<Record<Dimension, readonly WeekCount[]>>,
  weeks: readonly string[],
  filters: OverTimeFilters,
  agencies: Choices,
) {
  const categories: Readonly<Record<Dimension, readonly Category[]>> = {
    outcome: asCategories(Object.entries(OUTCOME_WORDS)),
    row: asCategories([...ROW_CHOICES, ['', 'Settled by a modifier']]),
    agency: asCategories(agencies),
  };
  return {
    title: 'Decisions over time',
    section: 'Oversight',
    weeks: selectItems(WEEKS_CHOICES, filters.weeks).slice(1),
    outcomes: selectItems(OUTCOME_CHOICES, filters.outcome),
    tableRows: selectItems(ROW_CHOICES, filters.row),
    agencies: selectItems(agencies, filters.agency),
    filtered: [filters.agency, filters.row, filters.outcome].some((value) => value !== undefined),
    charts: DIMENSIONS.map((by) => weekChart(by, HEADINGS[by], counts[by], weeks, categories[by])),
  };
}

const asCategories = (choices: Choices): readonly Category[] =>
  choices.map(([key, label]) => ({ key, label }));
