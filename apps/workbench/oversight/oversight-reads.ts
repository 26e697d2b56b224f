import { Inject, Injectable } from '@nestjs/common';
import { createAgreementAudit, createDecisionAudit, createDisclosureAudit } from '#governance';
import type { AgencyDirectory } from '#access';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';

/** What information governance reads; no content of any item. */
@Injectable()
export class OversightReads {
  readonly agreements;
  readonly decisions;
  readonly disclosures;
  readonly directory: AgencyDirectory;

  constructor(@Inject(WORKBENCH_DEPS) deps: WorkbenchDeps) {
    this.agreements = createAgreementAudit(deps.pool);
    this.decisions = createDecisionAudit(deps.pool);
    this.disclosures = createDisclosureAudit(deps.pool);
    this.directory = deps.directory;
  }

  /** Agency or team by name; the code itself where it is not in the directory. */
  readonly nameOf = (code: string): string =>
    this.directory.recipients.find(({ recipient }) => recipient === code)?.name ??
    this.directory.agencies.find(({ id }) => id === code)?.name ??
    code;
}
