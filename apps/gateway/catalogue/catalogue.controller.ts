import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { CATALOGUE } from '../gateway-parts.js';
import { notFoundHere } from '../problems/known-problems.js';
import type { ReasonText } from '#contracts';
import type { Catalogue, ContractSummary } from './catalogue.js';
import { ContractParams } from './contract-params.js';

const FOR_FIVE_MINUTES = 'public, max-age=300';

@Controller()
export class CatalogueController {
  constructor(@Inject(CATALOGUE) private readonly catalogue: Catalogue) {}

  @Get('v1/contracts')
  @Header('cache-control', FOR_FIVE_MINUTES)
  contracts(): { contracts: readonly ContractSummary[] } {
    return { contracts: this.catalogue.contracts };
  }

  @Get('v1/contracts/:type')
  @Header('cache-control', FOR_FIVE_MINUTES)
  contract(@Param() { type }: ContractParams): object {
    const found = this.catalogue.findContract(type);
    if (!found) throw notFoundHere();
    return found;
  }

  @Get('v1/reason-codes')
  @Header('cache-control', FOR_FIVE_MINUTES)
  reasonCodes(): { reasonCodes: readonly ReasonText[] } {
    return { reasonCodes: this.catalogue.reasonCodes };
  }

  @Get('openapi.json')
  @Header('cache-control', FOR_FIVE_MINUTES)
  openApi(): object {
    return this.catalogue.openApi;
  }
}
