import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { tryCase, type TriedCase, type Trying } from '#sharing';
import { TRYING } from '../gateway-parts.js';
import { readCases } from './read-cases.js';

@Controller('v1/decisions')
export class TryDecisionsController {
  constructor(@Inject(TRYING) private readonly trying: () => Trying) {}

  /** What the rules say to facts alone. Nothing is stored, logged or looked up; only governance may ask. */
  @Post('try')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  try(@Req() request: Request): { answers: readonly TriedCase[] } {
    const trying = this.trying();
    return { answers: readCases(request).map((one) => tryCase(one, trying)) };
  }
}
