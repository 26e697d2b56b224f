import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OpenToAnyone } from '#access';
import { Pages } from '../../frame/pages.js';
import { SHAPE_WORDS } from '../timeline/shapes.js';

/** Pages that anybody may read, always in the same place of the footer. */
@Controller()
@OpenToAnyone()
export class InformationController {
  constructor(private readonly pages: Pages) {}

  @Get('/help')
  help(@Req() request: Request, @Res() response: Response): void {
    const model = { title: 'Help', shapes: SHAPE_WORDS.map(([shape, words]) => ({ shape, words })) };
    this.pages.send(request, response, 'information/help', model);
  }

  @Get('/cookies')
  cookies(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'information/cookies', { title: 'Cookies' });
  }

  @Get('/accessibility')
  accessibility(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'information/accessibility', { title: 'Accessibility' });
  }

  @Get('/privacy')
  privacy(@Req() request: Request, @Res() response: Response): void {
    this.pages.send(request, response, 'information/privacy', { title: 'Privacy' });
  }
}
