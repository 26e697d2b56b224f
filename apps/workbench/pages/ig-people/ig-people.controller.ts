import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { AuditedPerson, Disclosed } from '#governance';
import type { FamilyId, PersonId } from '#platform';
import { sittingOf } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import { familyQuoted, type FamilyQuoted } from '../../application/family-quoted.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { sendCsv } from '../../oversight/csv.js';
import { pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { PersonReads } from '../../oversight/person-reads.js';
import { idOf, textOf } from '../form-values.js';
import { personCode } from './person-code.js';
import { recordLines } from './record-lines.js';
import {
  familyPage,
  personAgreementsPage,
  personDecisionsPage,
  personDisclosuresPage,
  searchPage,
} from './ig-people.view-model.js';

/** Every agreement, decision and look of one person, each page on record before it is shown. */
@Controller('/ig/people')
@OpenToRoles('IG_LEAD')
export class IgPeopleController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly persons: PersonReads,
    private readonly looks: LookRecord,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  search(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'ig-people/search', searchPage());
  }

  @Post()
  async submit(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const reference = textOf(body, 'reference');
    const found = await this.findQuoted(reference);
    if (found && !(await this.looks.isOfOwnFamily(sittingOf(request), found)))
      return goOn(request, response, `/ig/people/families/${found.family}?quoted=${found.quoted}`);
    this.pages.send(request, response, 'ig-people/search', searchPage(reference ?? ''), 400);
  }

  @Get('families/:family')
  async family(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') id: string,
    @Query() query: ListQuery,
  ) {
    const family = idOf<FamilyId>(id);
    const persons = await this.persons.persons.ofFamily(family);
    if (persons.length === 0) throw new NoSuchPage();
    const records = persons.flatMap((person) => person.records);
    await this.looks.put(request, { page: 'PERSON_AUDIT', family, records });
    // Found anew: an address may claim any reference of any family.
    const found = await this.findQuoted(textOf(query, 'quoted'));
    const quoted = found?.family === family ? found.quoted : undefined;
    this.pages.send(request, response, 'ig-people/family', familyPage(persons, this.deps.clock(), quoted));
  }

  private async findQuoted(reference: string | undefined): Promise<FamilyQuoted | undefined> {
    const { people, persons: audited } = this.persons;
    return reference === undefined ? undefined : familyQuoted({ people, audited }, reference);
  }

  @Get(':person')
  async agreements(@Req() request: Request, @Res() response: Response, @Param('person') id: string) {
    const person = await this.look(request, id, 'PERSON_AUDIT');
    const agreements = await this.persons.agreements(person.person);
    const now = this.deps.clock();
    const model = personAgreementsPage(person, agreements, this.reads.nameOf, now);
    this.pages.send(request, response, 'ig-people/agreements', model);
  }

  @Get(':person/decisions')
  async decisions(
    @Req() request: Request,
    @Res() response: Response,
    @Param('person') id: string,
    @Query() query: ListQuery,
  ) {
    const person = await this.look(request, id, 'PERSON_AUDIT');
    const list = await this.persons.decisions.list(person.person, pageNumberOf(query));
    const model = personDecisionsPage(person, list, this.reads.nameOf, this.deps.clock());
    this.pages.send(request, response, 'ig-people/decisions', model);
  }

  @Get(':person/disclosures')
  async disclosures(
    @Req() request: Request,
    @Res() response: Response,
    @Param('person') id: string,
    @Query() query: ListQuery,
  ) {
    const person = await this.look(request, id, 'PERSON_AUDIT');
    const list = await this.persons.disclosures.ofPerson(person.person, pageNumberOf(query));
    const model = personDisclosuresPage(person, list, this.reads.nameOf, this.deps.clock());
    this.pages.send(request, response, 'ig-people/disclosures', model);
  }

  @Get(':person/record.csv')
  async record(@Req() request: Request, @Res() response: Response, @Param('person') id: string) {
    const person = await this.look(request, id, 'PERSON_EXPORT');
    await sendCsv(response, personCode(person.person), recordLines(this.persons, person.person));
  }

  /** The person, once the look is on record. Throws `NoSuchPage`, `DISCLOSURE.NOT_RECORDED`. */
  private async look(request: Request, id: string, page: Disclosed['page']): Promise<AuditedPerson> {
    const person = await this.persons.persons.find(idOf<PersonId>(id));
    if (!person) throw new NoSuchPage();
    const { family, records } = person;
    await this.looks.put(request, { page, family, records });
    return person;
  }
}
