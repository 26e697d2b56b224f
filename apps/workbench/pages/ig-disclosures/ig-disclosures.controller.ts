import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { AuditedDisclosure, AuditedPerson, DisclosedItem } from '#governance';
import { NoSuchPage } from '../../access/go-to.js';
import { endOfLondonDay, londonMidnight } from '../../frame/dates.js';
import { Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { PersonReads } from '../../oversight/person-reads.js';
import {
  disclosurePage,
  disclosuresPage,
  PURPOSE_CHOICES,
  ROLE_CHOICES,
} from './ig-disclosures.view-model.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller('/ig/disclosures')
@OpenToRoles('IG_LEAD')
export class IgDisclosuresController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly persons: PersonReads,
    private readonly looks: LookRecord,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const filters = {
      purpose: choiceOf(
        query,
        'purpose',
        PURPOSE_CHOICES.map(([purpose]) => purpose),
      ),
      role: choiceOf(
        query,
        'role',
        ROLE_CHOICES.map(([role]) => role),
      ),
      from: dayOf(query['from']),
      to: dayOf(query['to']),
    };
    const list = await this.reads.disclosures.list({
      purpose: filters.purpose,
      role: filters.role,
      from: filters.from ? londonMidnight(filters.from) : undefined,
      until: filters.to ? endOfLondonDay(filters.to) : undefined,
      page: pageNumberOf(query),
    });
    const model = disclosuresPage(list, filters, this.reads.nameOf);
    this.pages.send(request, response, 'ig-disclosures/ig-disclosures', model);
  }

  @Get(':disclosure')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('disclosure') disclosure: string,
  ): Promise<void> {
    const look = UUID.test(disclosure) ? await this.reads.disclosures.find(disclosure) : undefined;
    if (!look) throw new NoSuchPage();
    const items = await this.reads.disclosures.itemsOf(disclosure);
    const persons = await this.record(request, look, items);
    const model = disclosurePage(look, { items, persons }, this.reads.nameOf);
    this.pages.send(request, response, 'ig-disclosures/ig-disclosure', model);
  }

  /** A look tells of whom somebody asked, so that opening it is one. Gives those whom governance may know of. */
  private async record(
    request: Request,
    { disclosure, familyId: family }: AuditedDisclosure,
    items: readonly DisclosedItem[],
  ): Promise<readonly AuditedPerson[]> {
    const shown = await this.reads.disclosures.shownIn(disclosure);
    const persons = [...new Set(shown.map(({ person }) => person))];
    const records = shown.map(({ record }) => record);
    const told = { family, records, persons, items: items.map(({ item }) => item) };
    await this.looks.put(request, { page: 'LOOK', ...told });
    const known = await Promise.all(persons.map((person) => this.persons.persons.find(person)));
    return known.filter((person) => person !== undefined);
  }
}

const dayOf = (value: unknown): string | undefined =>
  typeof value === 'string' && londonMidnight(value) !== undefined ? value : undefined;
