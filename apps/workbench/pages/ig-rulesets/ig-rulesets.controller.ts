import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { loadRulesets } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { RulesetReads } from '../../oversight/ruleset-reads.js';
import { comparedPage, rulesetsPage } from './ig-rulesets.view-model.js';

/** The rule sets there are, and what a proposed one would change. */
@Controller('/ig/rulesets')
@OpenToRoles('IG_LEAD')
export class IgRulesetsController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly rulesets: RulesetReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  list(@Req() request: Request, @Res() response: Response): void {
    this.show(request, response, '');
  }

  @Post()
  async compare(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const text = (body as { readonly proposed?: unknown } | undefined)?.proposed;
    const typed = typeof text === 'string' ? text : '';
    const read = parse(typed);
    if (!read) return this.show(request, response, typed, 'Paste a rule set as JSON.');
    const compared = await this.rulesets.compare(read.value, this.deps.clock());
    const model = comparedPage(compared, this.reads.nameOf);
    this.pages.send(request, response, 'ig-rulesets/compared', model);
  }

  private show(request: Request, response: Response, typed: string, error?: string): void {
    const model = rulesetsPage(loadRulesets(), this.deps.clock(), typed, error);
    this.pages.send(request, response, 'ig-rulesets/ig-rulesets', model, error === undefined ? 200 : 400);
  }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
