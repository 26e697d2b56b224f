import { BreakGlassController } from './emergency/break-glass.controller.js';
import { ConnectionsController } from './connections/connections.controller.js';
import { DeclareConnectionController } from './connections/declare-connection.controller.js';
import { EmergenciesController } from './emergency/emergencies.controller.js';
import { IgAgreementsController } from './ig-agreements/ig-agreements.controller.js';
import { IgConnectionsController } from './ig-connections/ig-connections.controller.js';
import { IgConsentController } from './ig-consent/ig-consent.controller.js';
import { IgDecisionsController } from './ig-decisions/ig-decisions.controller.js';
import { IgDisclosuresController } from './ig-disclosures/ig-disclosures.controller.js';
import { IgItemController } from './ig-item/ig-item.controller.js';
import { IgLandingController } from './ig-landing/ig-landing.controller.js';
import { IgOverTimeController } from './ig-over-time/ig-over-time.controller.js';
import { IgPeopleController } from './ig-people/ig-people.controller.js';
import { IgWithdrawalController } from './ig-withdrawal/ig-withdrawal.controller.js';
import { IgProofController } from './ig-proof/ig-proof.controller.js';
import { IgReviewsController } from './ig-reviews/ig-reviews.controller.js';
import { IgRulesetsController } from './ig-rulesets/ig-rulesets.controller.js';
import { IgSamplesController } from './ig-samples/ig-samples.controller.js';
import { InformationController } from './information/information.controller.js';
import { ItemController } from './item/item.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { AskOverrideController } from './overrides/ask-override.controller.js';
import { OverridesController } from './overrides/overrides.controller.js';
import { PartnerHealthController } from './partner/partner-health.controller.js';
import { PartnerReceiptsController } from './partner/partner-receipts.controller.js';
import { PartnerRejectsController } from './partner/partner-rejects.controller.js';
import { PartnerTryController } from './partner/partner-try.controller.js';
import { PeopleController } from './people/people.controller.js';
import { PurposeController } from './purpose/purpose.controller.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { SearchController } from './search/search.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { StartController } from './start/start.controller.js';
import { TimelineController } from './timeline/timeline.controller.js';

/** Every page there is; a test walks this list and proves that each route says who may open it. */
export const CONTROLLERS = [
  StartController,
  SignInController,
  PurposeController,
  SearchController,
  TimelineController,
  ItemController,
  PeopleController,
  AskOverrideController,
  BreakGlassController,
  EmergenciesController,
  OverridesController,
  ReviewsController,
  DeclareConnectionController,
  ConnectionsController,
  IgLandingController,
  IgAgreementsController,
  IgWithdrawalController,
  IgDecisionsController,
  IgDisclosuresController,
  IgItemController,
  IgProofController,
  IgReviewsController,
  IgRulesetsController,
  IgSamplesController,
  IgOverTimeController,
  IgConsentController,
  IgConnectionsController,
  IgPeopleController,
  OperationsController,
  PartnerHealthController,
  PartnerReceiptsController,
  PartnerRejectsController,
  PartnerTryController,
  InformationController,
] as const;
