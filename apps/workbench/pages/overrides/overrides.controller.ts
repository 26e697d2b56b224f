import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Request, Response } from 'express';
import type { StaffId, Uuid } from '#platform';
import { OpenToRoles } from '#access';
import type { OverrideStepFault } from '#sharing';
import { NoSuchPage } from '../../access/go-to.js';
import { sittingOf } from '../../access/current-sitting.js';
import { AnswerOverride, type OverrideReply } from '../../application/overrides/answer-override.command.js';
import { ViewOverride, type OverridePage } from '../../application/overrides/view-override.query.js';
import { ViewOverrides } from '../../application/overrides/view-overrides.query.js';
import { WithdrawOverride } from '../../application/overrides/withdraw-override.command.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { goOn, Pages } from '../../frame/pages.js';
import { idOf, soleTextOf, wordsOf } from '../form-values.js';
import { NOTHING_TYPED, overridePage, type TypedAnswer } from './override.view-model.js';
import { overridesPage } from './overrides.view-model.js';

@Controller('/overrides')
@OpenToRoles('ANALYST', 'EARLY_HELP', 'DECISION_MANAGER')
export class OverridesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly pages: Pages,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() response: Response): Promise<void> {
    const sitting = sittingOf(request);
    const lists = await this.queries.execute(new ViewOverrides(sitting));
    this.pages.send(request, response, 'overrides/overrides', overridesPage(lists, sitting));
  }

  @Get('/:override')
  async view(
    @Req() request: Request,
    @Res() response: Response,
    @Param('override') override: string,
  ): Promise<void> {
    await this.show({ request, response, override }, NOTHING_TYPED, []);
  }

  @Post('/:override')
  async answer(
    @Req() request: Request,
    @Res() response: Response,
    @Param('override') override: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { state, mayAnswer } = await this.load(request, override);
    const given = state.authorised ?? state.refused;
    if (isOwn(request, given)) return goOn(request, response, `/overrides/${override}`);
    if (!mayAnswer) throw new NoSuchPage();
    const typed = typedAnswer(body, state);
    const command = new AnswerOverride(sittingOf(request), idOf<Uuid>(override), replyOf(typed));
    const taken = await this.commands.execute(command);
    if (!taken.ok) return this.show({ request, response, override }, typed, taken.faults);
    await goOn(request, response, `/overrides/${override}`);
  }

  @Post('/:override/withdrawal')
  async withdraw(
    @Req() request: Request,
    @Res() response: Response,
    @Param('override') override: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { state, mayWithdraw } = await this.load(request, override);
    if (isOwn(request, state.withdrawn)) return goOn(request, response, `/overrides/${override}`);
    if (!mayWithdraw) throw new NoSuchPage();
    const reason = wordsOf(body, 'withdrawal');
    const command = new WithdrawOverride(sittingOf(request), idOf<Uuid>(override), reason);
    const taken = await this.commands.execute(command);
    if (!taken.ok) return this.show({ request, response, override }, NOTHING_TYPED, taken.faults);
    await goOn(request, response, `/overrides/${override}`);
  }

  private async show(
    { request, response, override }: { request: Request; response: Response; override: string },
    typed: TypedAnswer,
    faults: readonly OverrideStepFault[],
  ): Promise<void> {
    const page = await this.load(request, override);
    const model = overridePage(page, typed, faults, this.deps.directory);
    this.pages.send(request, response, 'overrides/override', model, faults.length > 0 ? 400 : 200);
  }

  private async load(request: Request, override: string): Promise<OverridePage> {
    const page = await this.queries.execute(new ViewOverride(sittingOf(request), idOf<Uuid>(override)));
    if (page === undefined) throw new NoSuchPage();
    return page;
  }
}

/** Done already by who sends it: of a form that is sent twice, both are shown what the first led to. */
const isOwn = (request: Request, done: { readonly by: { readonly person: StaffId } } | undefined): boolean =>
  done?.by.person === sittingOf(request).viewer.staff;

const typedAnswer = (body: unknown, { items }: OverridePage['state']): TypedAnswer => ({
  items: Object.fromEntries(items.map(({ item }) => [item, soleTextOf(body, `item-${item}`)])),
  line: soleTextOf(body, 'line'),
  reason: wordsOf(body, 'reason'),
  says: soleTextOf(body, 'answer'),
});

function replyOf({ items, line, reason, says }: TypedAnswer): OverrideReply {
  const saying = (word: string) => Object.keys(items).filter((item) => items[item] === word);
  const inRequestersLine = line === 'yes' ? true : line === 'no' ? false : undefined;
  return { says, approved: saying('approve'), declined: saying('decline'), inRequestersLine, reason };
}
