import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import { defect, type Uuid } from '#platform';
import { OpenToRoles } from '#access';
import type { EmergencyFault } from '#governance';
import { findSitting } from '../../access/current-sitting.js';
import { NoSuchPage } from '../../access/go-to.js';
import type { Looking } from '../../application/barred.js';
import { ReviewEmergency } from '../../application/emergency/review-emergency.command.js';
import { ViewEmergencies } from '../../application/emergency/view-emergencies.query.js';
import { ViewEmergency } from '../../application/emergency/view-emergency.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { idOf, soleTextOf, wordsOf } from '../form-values.js';
import { emergenciesPage, emergencyPage, type TypedVerdict } from './emergencies.view-model.js';

/** For those who have to review what was opened in an emergency. */
@Controller('/emergency')
@OpenToRoles('DECISION_MANAGER', 'CUSTODIAN')
export class EmergenciesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const listed = await this.queries.execute(new ViewEmergencies(whoOf(request)));
    const model = emergenciesPage(listed, this.deps.clock(), this.deps.directory);
    this.pages.send(request, response, 'emergency/emergencies', model);
  }

  @Get('/:glass')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('glass') glass: string,
  ): Promise<void> {
    await this.show({ request, response, glass }, { verdict: undefined, reason: '' }, []);
  }

  @Post('/:glass')
  async review(
    @Req() request: Request,
    @Res() response: Response,
    @Param('glass') glass: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = { verdict: soleTextOf(body, 'verdict'), reason: wordsOf(body, 'reason') };
    const command = new ReviewEmergency(whoOf(request), idOf<Uuid>(glass), typed.verdict, typed.reason);
    const taken = await this.commands.execute(command);
    if (!taken.ok) return this.show({ request, response, glass }, typed, taken.faults);
    await goOn(request, response, `/emergency/${glass}`);
  }

  private async show(
    { request, response, glass }: { request: Request; response: Response; glass: string },
    typed: TypedVerdict,
    faults: readonly EmergencyFault[],
  ): Promise<void> {
    const page = await this.queries.execute(new ViewEmergency(whoOf(request), idOf<Uuid>(glass)));
    if (page === undefined) throw new NoSuchPage();
    const model = emergencyPage(page, typed, faults, this.deps.directory);
    this.pages.send(request, response, 'emergency/emergency', model, faults.length > 0 ? 400 : 200);
  }
}

/** A custodian states no purpose. */
function whoOf(request: Request): Looking {
  const { viewer, declared } = request.session;
  if (viewer === undefined) throw defect('ACCESS.NO_VIEWER', 'The page was reached without signing in.');
  return findSitting(request) ?? { viewer, ...(declared && { declared }) };
}
