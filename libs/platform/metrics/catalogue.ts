interface Described {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

/** Every metric of the hub. Labels hold agencies, codes and part names; never an id of a person, record or item. */
export const METRICS = {
  throughline_feed_lag: {
    kind: 'gauge',
    help: 'Source events in the feed that intake has not decided yet',
    labels: ['agency'],
  },
  throughline_feed_late_partitions: {
    kind: 'gauge',
    help: 'Partitions of the feed whose next source event has waited for intake for more than ten minutes',
    labels: ['agency'],
  },
  throughline_feed_overtaken_events_total: {
    kind: 'counter',
    help: 'Source events that the feed let go of before intake had taken them; one where it is not known how many',
    labels: ['agency'],
  },
  throughline_checkpoint_age_seconds: {
    kind: 'gauge',
    help: 'Seconds since a projection was last level with the event store, whoever ran it then; 0 while level',
    labels: ['projection'],
  },
  throughline_receipts_lag: {
    kind: 'gauge',
    help: 'Changes of source events that their publishers are still to be told over Kafka; counted up to 10,000',
    labels: [],
  },
  throughline_check_passes: {
    kind: 'gauge',
    help: '1 while a check of /health/ready passes, 0 while it fails',
    labels: ['check'],
  },
  throughline_clock_seconds: {
    kind: 'gauge',
    help: 'Clock of this process, in seconds since 1970',
    labels: [],
  },
  throughline_certificate_ends_seconds: {
    kind: 'gauge',
    help: 'When the next certificate ends of a file that this process was started with, in seconds since 1970',
    labels: ['certificate'],
  },
  throughline_published_total: {
    kind: 'counter',
    help: 'Source events accepted by the gateway',
    labels: ['agency'],
  },
  throughline_outcomes_total: {
    kind: 'counter',
    help: 'Source events that reached an outcome, by outcome; content_given: published again as the hub had asked',
    labels: ['outcome'],
  },
  throughline_rejects_total: {
    kind: 'counter',
    help: 'Source events rejected, by the first reason code',
    labels: ['code'],
  },
  throughline_reconsidered_total: {
    kind: 'counter',
    help: 'Items decided again: released, ceased, without content in the feed, content asked for; and links of persons mended',
    labels: ['outcome'],
  },
  throughline_set_aside_items: {
    kind: 'gauge',
    help: 'Items that could not be decided again because of a fault of their own, and are shared with nobody meanwhile',
    labels: [],
  },
  throughline_parked_families: {
    kind: 'gauge',
    help: 'Families of which an event could not be taken and the rest waits behind it',
    labels: [],
  },
  throughline_parked_events: {
    kind: 'gauge',
    help: 'Source events that wait with such families',
    labels: [],
  },
  throughline_appends_total: {
    kind: 'counter',
    help: 'Events appended to the event store by intake and the workbench',
    labels: [],
  },
  throughline_disclosures_total: {
    kind: 'counter',
    help: 'Disclosures recorded before content was shown, by purpose',
    labels: ['purpose'],
  },
  throughline_override_approvals_owed: {
    kind: 'gauge',
    help: 'What is shared already against a refusal and a second person has to authorise by the end of its day',
    labels: [],
  },
  throughline_override_approvals_missed: {
    kind: 'gauge',
    help: 'The same where nobody authorised it in time; ever since the first, because what was missed stays missed',
    labels: [],
  },
  throughline_emergency_views_unreviewed: {
    kind: 'gauge',
    help: 'Emergency views that somebody has not reviewed by the end of the next working day',
    labels: [],
  },
  throughline_sharing_without_basis: {
    kind: 'gauge',
    help: 'Items that the views count as shared though no row of the rules holds; shown to nobody, and must be none',
    labels: [],
  },
  throughline_basis_check_age_seconds: {
    kind: 'gauge',
    help: 'Time since the last look at all shared items for such ones ended',
    labels: [],
  },
  throughline_intake_batch_seconds: {
    kind: 'histogram',
    help: 'Time to take a batch of source events through intake',
    labels: [],
  },
  throughline_http_seconds: {
    kind: 'histogram',
    help: 'Time to answer a request, by part and class of status; unanswered: until the caller gave up',
    labels: ['part', 'status'],
  },
} as const satisfies Readonly<Record<string, Described>>;

type Catalogue = typeof METRICS;
type NamesOf<Kind extends Described['kind']> = {
  [Name in keyof Catalogue]: Catalogue[Name]['kind'] extends Kind ? Name : never;
}[keyof Catalogue];

export type CounterName = NamesOf<'counter'>;
export type GaugeName = NamesOf<'gauge'>;
export type HistogramName = NamesOf<'histogram'>;
export type MetricName = keyof Catalogue;
export type LabelsOf<Name extends MetricName> = Readonly<Record<Catalogue[Name]['labels'][number], string>>;
