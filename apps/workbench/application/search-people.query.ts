import { Inject } from '@nestjs/common';
import { CommandBus, Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { FamilyName } from '#identity';
import type { Sitting } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { permit, personsIn, type VisiblePerson } from './family-view.js';
import { findMatch, type Match } from './match.js';
import { READERS, type Readers } from './readers.js';
import { RecordView } from './record-view.command.js';
import type { SearchCriteria } from './search-criteria.js';

export interface FoundPerson {
  readonly person: VisiblePerson;
  readonly family: FamilyName;
  readonly match: Match;
}

export interface SearchPage {
  /** At most ten, best match first. */
  readonly found: readonly FoundPerson[];
  readonly more: boolean;
}

const MOST = 10;
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
    const people = await this.readers.people.search(withoutBlanks(criteria));
    const items = await this.readers.timeline.itemsOfPersons(people.map(({ person }) => person));
    const permitted = await permit(this.readers, sitting, items, this.deps.clock());
    const matched = personsIn(permitted, people)
      .flatMap((person) => {
        const match = findMatch(criteria, person.records);
        return match ? [{ person, match }] : [];
      })
      .sort((a, b) => ORDER.indexOf(a.match.word) - ORDER.indexOf(b.match.word));
    await this.commands.execute(new RecordView(sitting, 'SEARCH', []));
    const found = await Promise.all(matched.slice(0, MOST).map((one) => this.withFamily(one)));
    return { found: found.filter((one) => one !== undefined), more: matched.length > MOST };
  }

  private async withFamily(one: Omit<FoundPerson, 'family'>): Promise<FoundPerson | undefined> {
    const family = await this.readers.people.familyOf(one.person.person);
    return family && { ...one, family };
  }
}

const withoutBlanks = (criteria: SearchCriteria): Parameters<Readers['people']['search']>[0] =>
  Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined && value !== ''));
