import { THEMES } from '#contracts';
import type { VisiblePerson } from '../../application/visible-persons.js';
import { GROUP_WORDS, GROUPS } from '../../frame/words.js';
import { queryText } from '../query-text.js';
import type { ReadFilter } from './filter-form.js';

type Part = readonly [name: string, value: string, words: string];

/** Options of the filter and what is chosen of them. Options never carry numbers. */
export function filterPanel(read: ReadFilter, persons: readonly VisiblePerson[], path: string) {
  const chosen = chosenParts(read, persons);
  const isChosen = (name: string, value: string) => chosen.some(([n, v]) => n === name && v === value);
  const box =
    (name: string) =>
    ([value, text]: readonly [string, string]) => ({
      value,
      text,
      checked: isChosen(name, value),
    });
  return {
    agencies: GROUPS.map((group) => [group, GROUP_WORDS[group]] as const).map(box('agency')),
    kinds: Object.entries(THEMES)
      .filter(([theme]) => theme !== 'AGREEMENT')
      .map(box('kind')),
    persons: persons.map(({ person, name }) => [person, name] as const).map(box('person')),
    ...read.typed,
    isOpen: read.errors.length > 0,
    chosen: chosen.map((part) => ({
      text: part[2],
      href: `${path}${queryOf(read, { without: part })}#items`,
    })),
    clear: `${path}#items`,
  };
}

function chosenParts(read: ReadFilter, persons: readonly VisiblePerson[]): readonly Part[] {
  const { groups, themes, persons: wanted } = read.filter;
  const { from, to } = read.typed;
  return [
    ...groups.map((group): Part => ['agency', group, GROUP_WORDS[group]]),
    ...themes.map((theme): Part => ['kind', theme, THEMES[theme]]),
    ...persons
      .filter(({ person }) => wanted.includes(person))
      .map(({ person, name }): Part => ['person', person, name]),
    ...(from === '' ? [] : [['from', from, `From ${from}`] satisfies Part]),
    ...(to === '' ? [] : [['to', to, `To ${to}`] satisfies Part]),
  ];
}

/** The query of the same view, of another page or without one part of its filter. */
export function queryOf(
  read: ReadFilter,
  change: { readonly page?: number; readonly without?: Part },
): string {
  const { groups, themes, persons } = read.filter;
  const parts: readonly (readonly [string, string])[] = [
    ...groups.map((group) => ['agency', group] as const),
    ...themes.map((theme) => ['kind', theme] as const),
    ...persons.map((person) => ['person', person] as const),
    ...(read.typed.from === '' ? [] : [['from', read.typed.from] as const]),
    ...(read.typed.to === '' ? [] : [['to', read.typed.to] as const]),
    ...(change.page === undefined ? [] : [['page', String(change.page)] as const]),
  ];
  const kept = parts.filter(([name, value]) => name !== change.without?.[0] || value !== change.without[1]);
  return queryText(kept);
}
