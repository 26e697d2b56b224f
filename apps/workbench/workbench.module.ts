import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { createSignIn } from '#access';
import { AccessGuard } from './access/access.guard.js';
import { AtOnceInterceptor } from './access/at-once.interceptor.js';
import { SignInUnderway } from './access/sign-in-underway.js';
import { AnswerConnectionHandler } from './application/connections/answer-connection.command.js';
import { DeclareConnectionHandler } from './application/connections/declare-connection.command.js';
import { ViewConnectionFormHandler } from './application/connections/view-connection-form.query.js';
import { ViewConnectionHandler } from './application/connections/view-connection.query.js';
import { ViewConnectionsHandler } from './application/connections/view-connections.query.js';
import { BreakGlassHandler } from './application/emergency/break-glass.command.js';
import { ReviewEmergencyHandler } from './application/emergency/review-emergency.command.js';
import { ViewEmergenciesHandler } from './application/emergency/view-emergencies.query.js';
import { ViewEmergencyFormHandler } from './application/emergency/view-emergency-form.query.js';
import { ViewEmergencyHandler } from './application/emergency/view-emergency.query.js';
import { createReaders, READERS } from './application/readers.js';
import { createCriteriaKeeper } from './application/search-criteria.js';
import { AnswerOverrideHandler } from './application/overrides/answer-override.command.js';
import { AskOverrideHandler } from './application/overrides/ask-override.command.js';
import { ViewOverrideFormHandler } from './application/overrides/view-override-form.query.js';
import { WithdrawOverrideHandler } from './application/overrides/withdraw-override.command.js';
import { ViewOverrideHandler } from './application/overrides/view-override.query.js';
import { ViewOverridesHandler } from './application/overrides/view-overrides.query.js';
import { AnswerReviewHandler } from './application/reviews/answer-review.command.js';
import { ViewReviewHandler } from './application/reviews/view-review.query.js';
import { ViewReviewsHandler } from './application/reviews/view-reviews.query.js';
import { PreviewWithdrawalHandler } from './application/preview-withdrawal.query.js';
import { RecordViewHandler } from './application/record-view.command.js';
import { SearchPeopleHandler } from './application/search-people.query.js';
import { ViewItemHandler } from './application/view-item.query.js';
import { ViewPeopleHandler } from './application/view-people.query.js';
import { ViewTimelineHandler } from './application/view-timeline.query.js';
import { WORKBENCH_DEPS, type WorkbenchDeps } from './deps.js';
import type { Assets } from './frame/assets.js';
import { ErrorFilter } from './frame/error.filter.js';
import { ASSETS, Pages } from './frame/pages.js';
import { OperationsReads } from './operations/operations-reads.js';
import { ConsentReads } from './oversight/consent-reads.js';
import { ItemReads } from './oversight/item-reads.js';
import { LookRecord } from './oversight/look-record.js';
import { OversightReads } from './oversight/oversight-reads.js';
import { RulesetReads } from './oversight/ruleset-reads.js';
import { PersonReads } from './oversight/person-reads.js';
import { PartnerReads } from './partner/partner-reads.js';
import { CONTROLLERS } from './pages/controllers.js';
import { CRITERIA_KEEPER } from './pages/search/search.controller.js';
import { SIGN_IN } from './pages/sign-in/sign-in.controller.js';

/** Wiring and nothing else. */
@Module({})
export class WorkbenchModule {
  static with(deps: WorkbenchDeps, assets: Assets): DynamicModule {
    return {
      module: WorkbenchModule,
      imports: [CqrsModule.forRoot()],
      controllers: [...CONTROLLERS],
      providers: [
        Pages,
        SignInUnderway,
        { provide: WORKBENCH_DEPS, useValue: deps },
        { provide: ASSETS, useValue: assets },
        { provide: SIGN_IN, useValue: createSignIn(deps.oidc) },
        { provide: READERS, useValue: createReaders(deps) },
        { provide: CRITERIA_KEEPER, useValue: createCriteriaKeeper(deps.sessionSecret) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AtOnceInterceptor },
        { provide: APP_FILTER, useClass: ErrorFilter },
        AnswerConnectionHandler,
        AnswerOverrideHandler,
        AnswerReviewHandler,
        AskOverrideHandler,
        BreakGlassHandler,
        DeclareConnectionHandler,
        OperationsReads,
        OversightReads,
        ItemReads,
        LookRecord,
        RulesetReads,
        ConsentReads,
        PersonReads,
        PartnerReads,
        PreviewWithdrawalHandler,
        RecordViewHandler,
        ReviewEmergencyHandler,
        SearchPeopleHandler,
        ViewConnectionFormHandler,
        ViewConnectionHandler,
        ViewConnectionsHandler,
        ViewEmergenciesHandler,
        ViewEmergencyFormHandler,
        ViewEmergencyHandler,
        ViewItemHandler,
        ViewOverrideFormHandler,
        ViewOverrideHandler,
        ViewOverridesHandler,
        WithdrawOverrideHandler,
        ViewPeopleHandler,
        ViewReviewHandler,
        ViewReviewsHandler,
        ViewTimelineHandler,
      ],
    };
  }
}
