import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToAnyone } from '#access';
import { firstPageOf } from '../../frame/frame.js';
import { Pages } from '../../frame/pages.js';

@Controller()
export class StartController {
  constructor(private readonly pages: Pages) {}

  @Get('/')
  @OpenToAnyone()
  start(@Req() request: Request, @Res() response: Response): void {
    const { viewer, stated } = request.session;
    const goOnTo = viewer && firstPageOf(viewer, stated !== undefined);
    const model = { title: 'See a family’s journey, lawfully', goOnTo };
    this.pages.send(request, response, 'start/start', model);
  }
}
