import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { OpenToRoles, type ConnectionFault } from '#access';
import { sittingOf } from '../../access/current-sitting.js';
import { DeclareConnection } from '../../application/connections/declare-connection.command.js';
import { ViewConnections } from '../../application/connections/view-connections.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { askOf, formPage, readConnection, type TypedConnection } from '../connections/connection-form.js';
import { formOf } from '../form-values.js';
import { connectionRow, ownRows } from '../connections/connections.view-model.js';

/** Who declared a connection to whom, who confirmed it and when. No names. */
@Controller('/ig/connections')
@OpenToRoles('IG_LEAD')
export class IgConnectionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const sitting = sittingOf(request);
    const { own, others } = await this.queries.execute(new ViewConnections(sitting));
    this.pages.send(request, response, 'ig-connections/ig-connections', {
      ...{ title: 'Declared connections', section: 'Oversight' },
      own: ownRows(own, sitting.viewer, this.deps.directory),
      rows: others.map((each) => connectionRow(each, this.deps.directory)),
    } as { title: string; section: string });
  }

  @Get('new')
  form(@Req() request: Request, @Res() response: Response): void {
    this.show(request, response, readConnection({}), []);
  }

  @Post('new')
  async record(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const typed = readConnection(body);
    const sitting = sittingOf(request);
    const { reference } = typed;
    const ask = askOf(typed, sitting.viewer, formOf(body));
    const told = await this.commands.execute(new DeclareConnection(sitting, { reference }, ask));
    if (told === undefined || !told.ok)
      return this.show(request, response, typed, told?.faults ?? ['CONNECTION.NO_FAMILY']);
    if (told.isOwn) request.session.declared = [...(request.session.declared ?? []), told.connection];
    await goOn(request, response, '/ig/connections');
  }

  private show(
    request: Request,
    response: Response,
    typed: TypedConnection,
    faults: readonly ConnectionFault[],
  ): void {
    const model = {
      ...formPage(typed, faults, sittingOf(request).viewer),
      ...{ title: 'Record a personal connection', section: 'Oversight' },
    };
    this.pages.send(request, response, 'ig-connections/record', model, faults.length > 0 ? 400 : 200);
  }
}
