import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { FamilyId } from '#platform';
import { OpenToRoles } from '#access';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { AskOverride } from '../../application/overrides/ask-override.command.js';
import {
  ViewOverrideForm,
  type OverrideFormPage,
} from '../../application/overrides/view-override-form.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { formOf, idOf, soleTextOf } from '../form-values.js';
import {
  askOf,
  errorsOf,
  kindSent,
  readOffered,
  readOverride,
  type FieldError,
  type TypedOverride,
} from './override-form.js';
import { overrideCheckPage, overrideFormPage } from './override-form.view-model.js';

/** Questions, check answers, send. What is typed travels in the forms and never in an address. */
@Controller('/families/:family/overrides')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class AskOverrideController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get('/new')
  async form(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Query() query: unknown,
  ): Promise<void> {
    await this.show({ request, response, family }, readOffered(query), []);
  }

  /** `step`: check, change or send, by the button that was pressed. */
  @Post()
  async submit(
    @Req() request: Request,
    @Res() response: Response,
    @Param('family') family: string,
    @Body() body: unknown,
  ): Promise<void> {
    const typed = readOverride(body, kindSent(body));
    const step = soleTextOf(body, 'step');
    if (step === 'change') return this.show({ request, response, family }, typed, []);
    // Nothing is put on record that the form then says is wrong.
    const only = step === 'send' && errorsOf([], typed).length === 0 ? undefined : 'CHECK';
    const ask = askOf(typed, formOf(body));
    const command = new AskOverride(sittingOf(request), idOf<FamilyId>(family), ask, only);
    const asked = await this.commands.execute(command);
    if (asked === undefined) throw new NoSuchPage();
    const errors = errorsOf(asked.ok ? [] : asked.faults, typed);
    if (!asked.ok || errors.length > 0) return this.show({ request, response, family }, typed, errors);
    if (only === undefined) return goOn(request, response, `/overrides/${asked.override}`);
    const page = await this.load(request, family, typed);
    const model = overrideCheckPage(page, typed, this.deps.directory);
    this.pages.send(request, response, 'overrides/check', model);
  }

  private async show(
    { request, response, family }: { request: Request; response: Response; family: string },
    typed: TypedOverride,
    errors: readonly FieldError[],
  ): Promise<void> {
    const page = await this.load(request, family, typed);
    const model = overrideFormPage(page, typed, errors, this.deps.directory);
    this.pages.send(request, response, 'overrides/form', model, errors.length > 0 ? 400 : 200);
  }

  private async load(request: Request, family: string, { kind }: TypedOverride): Promise<OverrideFormPage> {
    const query = new ViewOverrideForm(sittingOf(request), idOf<FamilyId>(family), kind);
    const page = await this.queries.execute(query);
    if (page === undefined) throw new NoSuchPage();
    return page;
  }
}
