import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { loadRulesets } from '#sharing';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import type { SentFile } from '../../frame/form-with-file.js';
import { Pages } from '../../frame/pages.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { RulesetReads } from '../../oversight/ruleset-reads.js';
import { comparedPage, rulesetsPage, type ProposalFault } from './ig-rulesets.view-model.js';

/** Several times the rule set in force. */
const MOST_BYTES = 256 * 1024;
const NOT_PASTED: ProposalFault = { field: 'proposed', text: 'Paste a rule set as JSON, or choose a file.' };
const FILE_FAULTS = {
  tooLarge: { field: 'file', text: 'The file must be 256 KB or smaller.' },
  notJson: { field: 'file', text: 'The file must hold a rule set as JSON.' },
} as const satisfies Readonly<Record<string, ProposalFault>>;

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
  list(@Req() request: Request, @Res() response: Response, @Query('file') file: unknown): void {
    this.show(request, response, '', file === 'too-large' ? FILE_FAULTS.tooLarge : undefined);
  }

  @Post()
  async compare(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const { typed, file } = readProposal(body);
    if (file && file.bytes > MOST_BYTES) return this.show(request, response, typed, FILE_FAULTS.tooLarge);
    const read = parse(file?.text ?? typed);
    if (!read) return this.show(request, response, typed, file ? FILE_FAULTS.notJson : NOT_PASTED);
    const compared = await this.rulesets.compare(read.value, this.deps.clock());
    const model = comparedPage(compared, this.reads.nameOf);
    this.pages.send(request, response, 'ig-rulesets/compared', model);
  }

  private show(request: Request, response: Response, typed: string, error?: ProposalFault): void {
    const model = rulesetsPage(loadRulesets(), this.deps.clock(), typed, error);
    this.pages.send(request, response, 'ig-rulesets/ig-rulesets', model, error === undefined ? 200 : 400);
  }
}

/** A file that was chosen goes before what was pasted; a browser sends an empty one where none was. */
function readProposal(body: unknown): { readonly typed: string; readonly file: SentFile | undefined } {
  const { proposed, file } = (body ?? {}) as { readonly proposed?: unknown; readonly file?: unknown };
  const sent = typeof file === 'object' && file !== null ? (file as SentFile) : undefined;
  return { typed: typeof proposed === 'string' ? proposed : '', file: sent?.bytes === 0 ? undefined : sent };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
