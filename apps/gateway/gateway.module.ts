import { Module, type DynamicModule } from '@nestjs/common';
import { createSecretVerifier } from '#access';
import { currentRuleset, findRuleset, type Trying } from '#sharing';
import { FailureLimiter } from './auth/failure-limiter.js';
import { TokenController } from './auth/token.controller.js';
import type { Tokens } from './auth/tokens.js';
import { createCatalogue } from './catalogue/catalogue.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { TryDecisionsController } from './decisions/try-decisions.controller.js';
import { createDryRun } from './dry-run/create-dry-run.js';
import { DryRunController } from './dry-run/dry-run.controller.js';
import {
  CATALOGUE,
  DRY_RUN,
  FAILURES,
  FEED_LOOKUP,
  FEED_WRITER,
  METRICS,
  RECEIPTS,
  REGISTRY,
  SECRETS,
  TOKENS,
  TRYING,
  type GatewayDeps,
} from './gateway-parts.js';
import { PublishController } from './publish/publish.controller.js';
import { ReceiptsController } from './receipts/receipts.controller.js';

@Module({})
export class GatewayModule {
  static with(deps: GatewayDeps, tokens: Tokens): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [
        TokenController,
        DryRunController,
        PublishController,
        ReceiptsController,
        CatalogueController,
        TryDecisionsController,
      ],
      providers: [
        { provide: REGISTRY, useValue: deps.registry },
        { provide: SECRETS, useValue: createSecretVerifier() },
        { provide: TOKENS, useValue: tokens },
        { provide: FAILURES, useValue: new FailureLimiter(deps.clock) },
        { provide: FEED_WRITER, useValue: deps.feed.writer },
        { provide: FEED_LOOKUP, useValue: deps.feed.lookup },
        { provide: RECEIPTS, useValue: deps.receipts },
        { provide: DRY_RUN, useValue: createDryRun({ rulesetAt: currentRuleset, ...deps }) },
        { provide: TRYING, useValue: tryingWith(deps) },
        { provide: CATALOGUE, useValue: createCatalogue() },
        { provide: METRICS, useValue: deps.metrics },
      ],
    };
  }
}

const tryingWith =
  ({ clock, rulesetAt = currentRuleset }: GatewayDeps) =>
  (): Trying => ({ now: clock(), rulesetAt, findRuleset });
