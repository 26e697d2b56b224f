import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToRoles } from '#access';
import { Pages } from '../../frame/pages.js';
import { basisLine } from '../../oversight/basis-words.js';
import { ConsentReads } from '../../oversight/consent-reads.js';
import { OversightReads } from '../../oversight/oversight-reads.js';

@Controller('/ig')
@OpenToRoles('IG_LEAD')
export class IgLandingController {
  constructor(
    private readonly pages: Pages,
    private readonly reads: OversightReads,
    private readonly consent: ConsentReads,
  ) {}

  @Get()
  async view(@Req() request: Request, @Res() response: Response): Promise<void> {
    const [totals, { status, faulty }] = await Promise.all([
      this.reads.decisions.totals(),
      this.consent.checked(),
    ]);
    this.pages.send(request, response, 'ig-landing/ig-landing', {
      title: 'Oversight',
      ...{ totals, basis: basisLine(status, faulty) },
    });
  }
}
