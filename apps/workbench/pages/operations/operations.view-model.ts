import { clockWords } from '../../frame/dates.js';
import { attentionWords } from '../../operations/alert.js';
import type { Overview } from '../../operations/operations-reads.js';
import type { WatchedView } from '../../operations/views.js';
import { contentPart } from './content-part.js';
import { feedPart } from './feed-part.js';
import { overtakenPart } from './overtaken-part.js';
import { parkedPart, type NameOf } from './parked-part.js';
import { rebuildsPart } from './rebuilds-part.js';
import { refusalsPart } from './refusals-part.js';
import { setAsidePart } from './set-aside-part.js';
import { tellingPart } from './telling-part.js';
import { viewsPart } from './views-part.js';

export interface Surroundings {
  readonly views: readonly WatchedView[];
  readonly nameOf: NameOf;
  readonly now: Date;
  /** A retry was asked for just now. */
  readonly asked: boolean;
}

/** Is anything late, stuck or wrong: first in one line, then part by part. */
export function operationsPage(overview: Overview, { views, nameOf, now, asked }: Surroundings) {
  const parts = {
    feed: feedPart(overview, nameOf, now),
    overtaken: overtakenPart(overview, nameOf),
    views: viewsPart(overview, views, now),
    rebuilds: rebuildsPart(overview, views, now),
    parked: parkedPart(overview, nameOf),
    setAside: setAsidePart(overview),
    rejects: refusalsPart(overview),
    asked: contentPart(overview, nameOf),
    receipts: tellingPart(overview, now),
  };
  const alerts = Object.values(parts).flatMap((part) => part.alerts);
  return {
    ...{ title: 'Operations', asked, alerts, parts },
    attention: attentionWords(alerts),
    readAt: clockWords(now),
  };
}
