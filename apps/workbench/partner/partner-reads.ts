import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createQuietAgencies, createRhythmReader, type Silence } from '#governance';
import { createPublisherCounts, createPublisherEvents, createPutBacks, createReceiptsReader } from '#journey';
import { defect, type AgencyId } from '#platform';
import { WORKBENCH_DEPS, type WorkbenchDeps } from '../deps.js';
import { asked, type Asked } from '../operations/asked.js';
import { closedAt } from '../operations/closed-days.js';

/** What one agency's own events came to: its ids, states, codes and numbers, and nothing of anybody else. */
@Injectable()
export class PartnerReads {
  readonly counts;
  readonly events;
  readonly putBacks;
  readonly receipts;

  constructor(@Inject(WORKBENCH_DEPS) private readonly deps: WorkbenchDeps) {
    this.counts = createPublisherCounts(deps.pool);
    this.events = createPublisherEvents(deps.pool);
    this.putBacks = createPutBacks(deps.pool);
    this.receipts = createReceiptsReader(deps.pool);
  }

  /** All parts at once, each of which may fail alone. */
  async health(agency: AgencyId, now: Date) {
    const [heard, waiting, parked, contentAsked, days, codes] = await Promise.all([
      this.ask(() => this.heard(agency, now)),
      this.ask(async () => (await this.deps.feedLag()).get(agency) ?? 0),
      this.ask(() => this.counts.parked(agency)),
      this.ask(() => this.counts.contentAsked(agency)),
      this.ask(() => this.counts.days(agency, now)),
      this.ask(() => this.counts.refusedCodes(agency, now)),
    ]);
    return { heard, waiting, parked, contentAsked, days, codes };
  }

  readonly nameOf = (recipient: string): string =>
    this.deps.directory.recipients.find((each) => each.recipient === recipient)?.name ?? recipient;

  agencyName(agency: AgencyId): string {
    return this.deps.directory.agencies.find(({ id }) => id === agency)?.name ?? agency;
  }

  private ask<T>(read: () => Promise<T>): Promise<Asked<T>> {
    const logger = this.deps.logger.of('partner');
    return asked(read, (code) => logger.warn('A part of a publisher’s page is not known', { code }));
  }

  private async heard(agency: AgencyId, now: Date) {
    const heard = await createRhythmReader(this.deps.pool).heardDays(now);
    const quiet = createQuietAgencies({ heardDays: async () => heard });
    const [judged] = await quiet.judge([agency], now, closedAt(now));
    const silence: Silence = judged?.silence ?? { state: 'NEVER_HEARD' };
    return { agency, heard: heard.get(agency) ?? [], silence };
  }
}

export type PublishingHealth = Awaited<ReturnType<PartnerReads['health']>>;

/** The one agency that a partner's pages are about; it comes from the sign-in and from nowhere else. */
export function agencyOf({ session: { viewer } }: Request): AgencyId {
  if (!viewer) throw defect('ACCESS.NO_VIEWER', 'The page was reached without signing in.');
  return viewer.agency;
}
