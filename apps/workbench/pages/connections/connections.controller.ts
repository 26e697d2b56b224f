import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { Uuid } from '#platform';
import { OpenToRoles, type ConnectionFault, type ConnectionState } from '#access';
import { sittingOf } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import { AnswerConnection } from '../../application/connections/answer-connection.command.js';
import { ViewConnection, type ConnectionPage } from '../../application/connections/view-connection.query.js';
import { ViewConnections } from '../../application/connections/view-connections.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { idOf, soleTextOf, wordsOf } from '../form-values.js';
import { connectionPage, connectionsPage } from './connections.view-model.js';

/** What the viewer declared, and what a second person has to look into. */
@Controller('/connections')
export class ConnectionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  @OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const sitting = sittingOf(request);
    const lists = await this.queries.execute(new ViewConnections(sitting));
    const model = connectionsPage(lists, sitting.viewer, this.deps.directory);
    this.pages.send(request, response, 'connections/connections', model);
  }

  @Get('/:connection')
  @OpenToRoles('DECISION_MANAGER', 'IG_LEAD')
  async view(@Req() request: Request, @Res() response: Response, @Param('connection') connection: string) {
    await this.show({ request, response, connection }, '', []);
  }

  @Post('/:connection')
  @OpenToRoles('DECISION_MANAGER', 'IG_LEAD')
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('connection') connection: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { state } = await this.load(request, connection);
    const answer = { says: soleTextOf(body, 'answer'), reason: wordsOf(body, 'reason') };
    const { viewer } = sittingOf(request);
    // Of a form that is sent twice, both are shown what the first led to.
    if (answerOf(state, answer.says)?.by.person === viewer.staff)
      return goOn(request, response, `/connections/${connection}`);
    const command = new AnswerConnection(viewer, idOf<Uuid>(connection), answer);
    const taken = await this.commands.execute(command);
    if (!taken.ok) return this.show({ request, response, connection }, answer.reason, taken.faults);
    await goOn(request, response, `/connections/${connection}`);
  }

  private async show(
    { request, response, connection }: { request: Request; response: Response; connection: string },
    reason: string,
    faults: readonly ConnectionFault[],
  ): Promise<void> {
    const page = await this.load(request, connection);
    const back = sittingOf(request).viewer.role === 'IG_LEAD' ? '/ig/connections' : '/connections';
    const model = { ...connectionPage(page, faults, this.deps.directory), reason, back };
    this.pages.send(request, response, 'connections/connection', model, faults.length > 0 ? 400 : 200);
  }

  private async load(request: Request, connection: string): Promise<ConnectionPage> {
    const page = await this.queries.execute(new ViewConnection(sittingOf(request), idOf<Uuid>(connection)));
    if (page === undefined) throw new NoSuchPage();
    return page;
  }
}

/** What stands of such an answer already. */
const answerOf = ({ confirmed, ended }: ConnectionState, says: string | undefined) =>
  says === 'end' ? ended : says === 'confirm' && !ended ? confirmed : undefined;
