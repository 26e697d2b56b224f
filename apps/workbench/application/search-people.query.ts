import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyId } from '#platform';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { viewOf, type FamilyView } from './family-view.js';
import { lookAt, type Sight } from './look-at.js';
import { findMatch, type Match } from './match.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';
import type { SearchCriteria } from './search-criteria.js';
import { byAgeAndName, type VisiblePerson } from './visible-persons.js';

export interface FoundPerson {
  readonly person: VisiblePerson;
  readonly family: Pick<FamilyView, 'family' | 'reference'>;
  readonly match: Match;
}

export interface SearchPage {
  /** At most ten, best match first. */
  readonly found: readonly FoundPerson[];
  readonly more: boolean;
}

const MOST = 10;
/** Families read at a time. */
const AT_ONCE = 50;
const ORDER = ['Confirmed', 'Likely', 'Possible'] as const;

export class SearchPeople extends Query<SearchPage> {
  constructor(
    readonly sitting: Sitting,
    readonly criteria: SearchCriteria,
  ) {
    super();
  }
}

/** Only persons whom at least one item is about that the viewer may see; counted after that, not before. */
@QueryHandler(SearchPeople)
export class SearchPeopleHandler implements IQueryHandler<SearchPeople> {
  constructor(
    @Inject(READERS) private readonly readers: Readers,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly commands: CommandBus,
  ) {}

  async execute({ sitting, criteria }: SearchPeople): Promise<SearchPage> {
    const families = await this.readers.people.search(withoutBlanks(criteria));
    const matched: FoundPerson[] = [];
    // To the end, whatever was found: what may not be seen must not take the place of what may.
    // And once where there is nobody, which somebody hidden would not be told from.
    const read = new Set<FamilyId>();
    for (let from = 0; from === 0 || from < families.length; from += AT_ONCE) {
      // Neighbours come with those before them. Asked all the same where none is left: how often must not tell what joins them.
      const next = families.slice(from, from + AT_ONCE).filter((family) => !read.has(family));
      const sight = await lookAt(this.readers, sitting, next, this.deps.clock());
      for (const family of sight.read) read.add(family);
      matched.push(...matchesIn(sight, criteria));
    }
    matched.sort(bestFirst);
    const found = matched.slice(0, MOST);
    const records = found.flatMap(({ person }) => person.records.map(({ record }) => record));
    await this.commands.execute(new RecordView(sitting, 'SEARCH', [], { records }));
    return { found, more: matched.length > MOST };
  }
}

const matchesIn = (sight: Sight, criteria: SearchCriteria): readonly FoundPerson[] =>
  sight.families
    .map((seen) => viewOf(sight, seen))
    .flatMap((family) =>
      family.persons.flatMap((person) => {
        const match = findMatch(criteria, person.records);
        return match ? [{ person, match, family }] : [];
      }),
    );

const bestFirst = (a: FoundPerson, b: FoundPerson): number =>
  ORDER.indexOf(a.match.word) - ORDER.indexOf(b.match.word) || byAgeAndName(a.person, b.person);

const withoutBlanks = (criteria: SearchCriteria): Parameters<Readers['people']['search']>[0] =>
  Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined && value !== ''));
