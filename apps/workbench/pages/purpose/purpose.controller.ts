import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isReader, isSitting, OpenToSignedIn, stateSitting, type Reader, type SittingFault } from '#access';
import { defect } from '#platform';
import { GoTo } from '../../access/go-to.js';
import { LANDING } from '../../frame/frame.js';
import { goOn, Pages } from '../../frame/pages.js';
import { purposePage } from './purpose.view-model.js';

@Controller('/sign-in/purpose')
@OpenToSignedIn()
export class PurposeController {
  constructor(private readonly pages: Pages) {}

  @Get()
  view(@Req() request: Request, @Res() response: Response): void {
    const { stated } = request.session;
    this.show(request, response, { purpose: stated?.purpose, reference: stated?.reference }, []);
  }

  @Post()
  async submit(@Req() request: Request, @Res() response: Response, @Body() body: unknown): Promise<void> {
    const answers = answersOf(body);
    const viewer = viewerOf(request);
    const stated = stateSitting(viewer, answers.purpose, answers.reference);
    if (!isSitting(stated)) return this.show(request, response, answers, stated);
    request.session.stated = { purpose: stated.purpose, reference: stated.reference };
    // What was looked for under one purpose is not carried into another.
    delete request.session.searches;
    delete request.session.glass;
    const goOnTo = request.session.goOnTo ?? LANDING[viewer.role];
    delete request.session.goOnTo;
    await goOn(request, response, goOnTo === '/' ? LANDING[viewer.role] : goOnTo);
  }

  private show(
    request: Request,
    response: Response,
    answers: Answers,
    faults: readonly SittingFault[],
  ): void {
    const model = purposePage(viewerOf(request), answers, faults);
    this.pages.send(request, response, 'purpose/purpose', model, faults.length > 0 ? 400 : 200);
  }
}

interface Answers {
  readonly purpose?: string | undefined;
  readonly reference?: string | undefined;
}

function answersOf(body: unknown): Answers {
  const { purpose, reference } = (body ?? {}) as { purpose?: unknown; reference?: unknown };
  return {
    purpose: typeof purpose === 'string' ? purpose : undefined,
    reference: typeof reference === 'string' ? reference.slice(0, 40) : undefined,
  };
}

/** A role that reads no record has nothing to state, and goes on to its own page. */
function viewerOf({ session: { viewer } }: Request): Reader {
  if (viewer === undefined) throw defect('ACCESS.NO_VIEWER', 'The page was reached without signing in.');
  if (!isReader(viewer)) throw new GoTo(LANDING[viewer.role]);
  return viewer;
}
