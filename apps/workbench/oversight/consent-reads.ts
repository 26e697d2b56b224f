import { Inject, Injectable } from '@nestjs/common';
import { createBasisReader, createConsentAudit, type BasisStatus } from '#governance';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { isoDay } from '../frame/dates.js';
import { SOON_DAYS } from './agreement-status.js';

const DAY = 86_400_000;

/** What stands on agreements, what ends soon, what was refused, and whether the record agrees with the rules. */
@Injectable()
export class ConsentReads {
  readonly audit;
  readonly basis;

  constructor(@Inject(WORKBENCH_DEPS) deps: WorkbenchDeps) {
    this.audit = createConsentAudit(deps.pool);
    this.basis = createBasisReader(deps.pool);
  }

  async overview(now: Date) {
    const until = new Date(now.getTime() + SOON_DAYS * DAY);
    const [status, faulty, due, refusals, turns, waiting] = await Promise.all([
      this.basis.status(),
      this.basis.list(),
      this.audit.due(isoDay(now), isoDay(until)),
      this.audit.refusals(),
      this.audit.turnCounts(),
      this.audit.contentWaitedFor(),
    ]);
    return { status, faulty, due, refusals, turns, waiting };
  }

  async checked(): Promise<{ readonly status: BasisStatus | undefined; readonly faulty: number }> {
    const [status, faulty] = await Promise.all([this.basis.status(), this.basis.list()]);
    return { status, faulty: faulty.length };
  }
}

export type ConsentOverview = Awaited<ReturnType<ConsentReads['overview']>>;
