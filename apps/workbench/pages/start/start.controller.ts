import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToAnyone } from '#access';
import { LANDING } from '../../frame/frame.js';
import { Pages } from '../../frame/pages.js';

@Controller()
export class StartController {
  constructor(private readonly pages: Pages) {}

  @Get('/')
  @OpenToAnyone()
  start(@Req() request: Request, @Res() response: Response): void {
    const { viewer, stated } = request.session;
    const goOnTo = viewer && (stated ? LANDING[viewer.role] : '/sign-in/purpose');
    const model = { title: 'See a family’s journey, lawfully', goOnTo };
    this.pages.send(request, response, 'start/start', model);
  }
}
