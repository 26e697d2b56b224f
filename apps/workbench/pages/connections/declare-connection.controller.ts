import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles, type ConnectionFault } from '#access';
import { sittingOf } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import { DeclareConnection } from '../../application/connections/declare-connection.command.js';
import { ViewConnectionForm } from '../../application/connections/view-connection-form.query.js';
import { goOn, Pages } from '../../frame/pages.js';
import { formOf, idOf } from '../form-values.js';
import { askOf, formPage, readConnection, type TypedConnection } from './connection-form.js';

/** The same page and the same answer for every family, so that its being there tells nothing. */
@Controller('/families/:family/connection')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class DeclareConnectionController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
  ) {}

  @Get()
  async form(@Req() request: Request, @Res() response: Response, @Param('family') family: string) {
    await this.show({ request, response, family }, readConnection({}), []);
  }

  @Post()
  async declare(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = readConnection(body);
    const sitting = sittingOf(request);
    const ask = askOf(typed, sitting.viewer, formOf(body));
    const named = { seen: idOf<FamilyId>(family) };
    const told = await this.commands.execute(new DeclareConnection(sitting, named, ask));
    if (told === undefined) throw new NoSuchPage();
    if (!told.ok) return this.show({ request, response, family }, typed, told.faults);
    // In force at once, also where the view that tells of it is a moment behind.
    if (told.isOwn) request.session.declared = [...(request.session.declared ?? []), told.connection];
    await goOn(request, response, '/connections');
  }

  private async show(
    { request, response, family }: { request: Request; response: Response; family: string },
    typed: TypedConnection,
    faults: readonly ConnectionFault[],
  ): Promise<void> {
    const sitting = sittingOf(request);
    const view = await this.queries.execute(new ViewConnectionForm(sitting, idOf<FamilyId>(family)));
    if (view === undefined) throw new NoSuchPage();
    const model = {
      ...formPage(typed, faults, sitting.viewer),
      ...{ section: `Family ${view.reference}`, reference: view.reference },
      ...{ action: `/families/${view.family}/connection`, back: `/families/${view.family}/timeline` },
    };
    this.pages.send(request, response, 'connections/declare', model, faults.length > 0 ? 400 : 200);
  }
}
