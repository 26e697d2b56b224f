import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import type { AuditedAgreement } from '#governance';
import type { AgreementId } from '#platform';
import type { AgreementNote } from '#sharing';
import { ERASED } from '#vault';
import { NoSuchPage } from '../../access/go-to.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { choiceOf, pageNumberOf, type Query as ListQuery } from '../../oversight/list-query.js';
import { LookRecord } from '../../oversight/look-record.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { PersonReads } from '../../oversight/person-reads.js';
import { agreementPage, agreementsPage, STATUS_CHOICES } from './ig-agreements.view-model.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller('/ig/agreements')
@OpenToRoles('IG_LEAD')
export class IgAgreementsController {
  constructor(
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly persons: PersonReads,
    private readonly looks: LookRecord,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response, @Query() query: ListQuery): Promise<void> {
    const agencies = this.reads.directory.agencies.map(({ id, name }) => [id, name] as const);
    const filters = {
      status: choiceOf(
        query,
        'status',
        STATUS_CHOICES.map(([status]) => status),
      ),
      agency: choiceOf(
        query,
        'agency',
        agencies.map(([id]) => id),
      ),
    };
    const list = await this.reads.agreements.list({ ...filters, page: pageNumberOf(query) });
    const model = agreementsPage(list, filters, agencies, this.reads.nameOf, this.deps.clock());
    this.pages.send(request, response, 'ig-agreements/ig-agreements', model);
  }

  @Get(':agreement')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('agreement') agreement: string,
  ): Promise<void> {
    const found = UUID.test(agreement)
      ? await this.reads.agreements.find(agreement as AgreementId)
      : undefined;
    if (!found) throw new NoSuchPage();
    // Opening an agreement shows who gave it, so it is recorded like any other look at a record.
    const named = await this.persons.people.familyOf(found.facts.person);
    const { record } = found;
    await this.looks.put(request, { page: 'AGREEMENT', family: named?.family, records: [record] });
    const note = await this.open(found);
    const standing = await this.reads.agreements.standingOn(found.facts.agreement);
    const model = agreementPage(found, note, standing, this.reads.nameOf, this.deps.clock());
    this.pages.send(request, response, 'ig-agreements/ig-agreement', model);
  }

  private async open({ facts, sealed }: AuditedAgreement): Promise<AgreementNote | undefined> {
    if (!sealed) return undefined;
    const [note] = await this.deps.vault.open([{ sealed, context: facts.agreement }]);
    return note === ERASED ? undefined : (note as AgreementNote);
  }
}
