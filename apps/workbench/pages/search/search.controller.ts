import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { derivedUuid, type FamilyId } from '#platform';
import { isUnder, sittingOf } from '../../access/current-sitting.js';
import { findFamilyView } from '../../application/family-view.js';
import { READERS, type Readers } from '../../application/readers.js';
import type { CriteriaKeeper, SearchCriteria } from '../../application/search-criteria.js';
import { SearchPeople } from '../../application/search-people.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { readSearch, type ReadSearch } from './search-form.js';
import { resultsPage, searchPage } from './search.view-model.js';

export const CRITERIA_KEEPER = Symbol('CriteriaKeeper');
const NO_FAMILY = derivedUuid('no-family') as string as FamilyId;
/** Searches of a session that can be gone back to. */
const KEPT = 10;

@Controller('/search')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class SearchController {
  constructor(
    private readonly queries: QueryBus,
    private readonly pages: Pages,
    @Inject(READERS) private readonly readers: Readers,
    @Inject(CRITERIA_KEEPER) private readonly keeper: CriteriaKeeper,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  view(@Req() request: Request, @Res() response: Response): void {
    this.show(request, response, { criteria: {}, typed: {}, errors: [] });
  }

  @Post()
  async submit(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const read = readSearch(body);
    if (read.errors.length > 0) return this.show(request, response, read);
    if (read.familyReference !== undefined) {
      const path = await this.findTimeline(request, read.familyReference);
      if (path !== undefined) return goOn(request, response, path);
    }
    await goOn(request, response, `/search/results/${this.keep(request, read.criteria)}`);
  }

  @Get('/results/:search')
  async results(
    @Req() request: Request,
    @Res() response: Response,
    @Param('search') search: string,
  ): Promise<void> {
    const sealed = sealedOf(request, search);
    if (sealed === undefined) return goOn(request, response, '/search');
    const criteria = this.keeper.open(sealed);
    const page = await this.queries.execute(new SearchPeople(sittingOf(request), criteria));
    this.pages.send(request, response, 'search/results', resultsPage(page, this.deps.clock()));
  }

  /** Only where the viewer would see something there; otherwise the answer is that of any search without a match. */
  private async findTimeline(request: Request, reference: string): Promise<string | undefined> {
    const known = await this.readers.people.familiesByReference(reference);
    // As many questions for a reference that nobody has, which a family without anything to show would not be told from.
    const named = known.length === 0 ? [NO_FAMILY] : known;
    const now = this.deps.clock();
    const views = await Promise.all(
      named.map((family) => findFamilyView(this.readers, sittingOf(request), family, now)),
    );
    const [view, ...others] = views.filter((one) => one !== undefined);
    return view && others.length === 0 ? `/families/${view.family}/timeline` : undefined;
  }

  private keep(request: Request, criteria: SearchCriteria): string {
    const id = randomUUID();
    const { purpose, reference } = sittingOf(request);
    const before = Object.entries(searchesOf(request)).slice(1 - KEPT);
    const sealed = Object.fromEntries([...before, [id, this.keeper.seal(criteria)]]);
    request.session.searches = { under: { purpose, reference }, sealed };
    return id;
  }

  private show(request: Request, response: Response, read: ReadSearch): void {
    this.pages.send(request, response, 'search/search', searchPage(read), read.errors.length > 0 ? 400 : 200);
  }
}

/** What was looked for under the purpose that is stated now. */
function searchesOf(request: Request): Readonly<Record<string, string>> {
  const { searches } = request.session;
  return isUnder(sittingOf(request), searches) ? searches.sealed : {};
}

/** By an own name alone: an address may end with any word, also one that every object knows. */
function sealedOf(request: Request, search: string): string | undefined {
  const searches = searchesOf(request);
  return Object.hasOwn(searches, search) ? searches[search] : undefined;
}
