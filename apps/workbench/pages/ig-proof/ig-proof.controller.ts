import { readFile } from 'node:fs/promises';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { proveLooks, type ProvenDay } from '#governance';
import { projectPath } from '#platform';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../../deps.js';
import { Pages } from '../../frame/pages.js';
import { csvLine, sendCsv } from '../../oversight/csv.js';
import { OversightReads } from '../../oversight/oversight-reads.js';
import { textOf } from '../form-values.js';
import { proofPage, type Checked } from './ig-proof.view-model.js';

/** That no look was changed, removed or put in later. It names nobody: times, random ids and digests alone. */
@Controller('/ig/proof')
@OpenToRoles('IG_LEAD')
export class IgProofController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    @Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps,
  ) {}

  @Get()
  async view(@Req() request: Request, @Res() response: Response, @Query() query: unknown): Promise<void> {
    const kept = { day: textOf(query, 'day') ?? '', head: (textOf(query, 'head') ?? '').toLowerCase() };
    // Only where it is asked for: it reads every look there is.
    const checked = textOf(query, 'check') === 'yes' ? await this.check(kept.day) : undefined;
    const model = proofPage(kept, checked);
    this.pages.send(request, response, 'ig-proof/ig-proof', model, model.failed ? 400 : 200);
  }

  @Get('looks.csv')
  async file(@Res() response: Response): Promise<void> {
    await sendCsv(response, 'looks', this.lines());
  }

  /** By which others check it; read from its source, as templates are. */
  @Get('check-looks.mjs')
  async program(@Res() response: Response): Promise<void> {
    const program = await readFile(projectPath('apps/workbench/pages/ig-proof/check-looks.mjs'));
    response.attachment('check-looks.mjs').type('text/javascript').send(program);
  }

  private async check(day: string): Promise<Checked> {
    const checked: Checked = { days: 0, looks: 0 };
    for await (const each of this.days()) {
      checked.days += 1;
      checked.looks += each.looks.length;
      checked.last = each;
      if (each.day === day) checked.asked = each;
    }
    return checked;
  }

  private async *lines(): AsyncGenerator<string> {
    yield csvLine(['day', 'number', 'look', 'at', 'digest', 'head']);
    for await (const { day, looks, head } of this.days()) {
      for (const [at, look] of looks.entries())
        yield csvLine([day, at + 1, look.look, look.at, look.digest, '']);
      yield csvLine([day, looks.length, 'end of day', '', '', head]);
    }
  }

  private async *days(): AsyncGenerator<ProvenDay> {
    const first = await this.reads.disclosures.firstAt();
    if (first) yield* proveLooks(this.deps.store, first, this.deps.clock());
  }
}
