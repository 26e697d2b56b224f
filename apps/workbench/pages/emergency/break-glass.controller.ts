import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles } from '#access';
import type { EmergencyFault } from '#governance';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { BreakGlass } from '../../application/emergency/break-glass.command.js';
import { ViewEmergencyForm } from '../../application/emergency/view-emergency-form.query.js';
import { goOn, Pages } from '../../frame/pages.js';
import { formOf, idOf } from '../form-values.js';
import {
  emergencyAskOf,
  emergencyErrors,
  LIMBS,
  readEmergency,
  type TypedEmergency,
} from './emergency-form.js';

/** The same page and the same answer for every family, whatever it has. */
@Controller('/break-glass/:family')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class BreakGlassController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
  ) {}

  @Get()
  async form(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
  ): Promise<void> {
    await this.show({ request, response, family }, readEmergency({}), []);
  }

  @Post()
  async open(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = readEmergency(body);
    const ask = emergencyAskOf(typed, formOf(body));
    const sitting = sittingOf(request);
    const command = new BreakGlass(sitting, idOf<FamilyId>(family), ask);
    const opened = await this.commands.execute(command);
    if (opened === undefined) throw new NoSuchPage();
    if (!opened.ok) return this.show({ request, response, family }, typed, opened.faults);
    const { purpose, reference } = sitting;
    request.session.glass = { under: { purpose, reference }, broken: opened.glass };
    await goOn(request, response, `/families/${family}/timeline`);
  }

  private async show(
    { request, response, family }: { request: Request; response: Response; family: string },
    typed: TypedEmergency,
    faults: readonly EmergencyFault[],
  ): Promise<void> {
    const view = await this.queries.execute(
      new ViewEmergencyForm(sittingOf(request), idOf<FamilyId>(family)),
    );
    if (view === undefined) throw new NoSuchPage();
    const errors = emergencyErrors(faults);
    const model = {
      ...{
        title: 'Open in an emergency only',
        section: `Family ${view.reference}`,
        reference: view.reference,
      },
      ...{ action: `/break-glass/${view.family}`, back: `/families/${view.family}/timeline` },
      ...{ failed: errors.length > 0, errors, typed, limbs: LIMBS },
      faults: Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), { text }])),
    };
    this.pages.send(request, response, 'emergency/break-glass', model, errors.length > 0 ? 400 : 200);
  }
}
