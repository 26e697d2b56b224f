import {
  contractRules,
  fieldsOf,
  reasonOf,
  SECTOR_WORDS,
  THEMES,
  versionChanges,
  versionsOf,
  type CatalogueEntry,
  type PublishedContract,
} from '#contracts';
import { classOf, publishersOf } from './words.js';

const STATEMENTS = {
  FACT: 'A fact. Each event says whether it is.',
  OPINION: 'An opinion. Each event says whether it is.',
  ALLEGATION: 'An allegation, not proven. Each event says whether it is.',
} as const;

/** Everything that a partner developer reads of one event type. */
export function contractPage(entry: CatalogueEntry, { examples }: PublishedContract) {
  return {
    title: entry.title,
    trail: [
      { text: 'Partner interface', href: '/docs' },
      { text: 'Event contracts', href: '/docs/contracts' },
      { text: SECTOR_WORDS[entry.sector], href: `/docs/contracts#${entry.sector}` },
      { text: entry.title },
    ],
    type: entry.type,
    version: entry.version,
    class: classOf(entry),
    purpose: entry.description,
    newer: versionsOf(entry.kind).findLast(({ version }) => version > entry.version),
    facts: factsOf(entry),
    fields: fieldsOf(entry.schema.$defs.details),
    rules: contractRules(entry.schema),
    valid: examples.valid.map(shown),
    invalid: examples.invalid.map(({ because, event }) => ({
      ...reasonOf(because.code),
      path: because.path,
      text: shown(event),
    })),
    versions: changesOf(entry),
  };
}

const factsOf = (entry: CatalogueEntry) => [
  { key: 'Type', value: entry.type },
  { key: 'May be published by', value: `Agencies registered for: ${publishersOf(entry)}` },
  { key: 'Class, at least', value: `${classOf(entry).title} (${entry.defaultSensitivity})` },
  { key: 'What that means', value: classOf(entry).sharing },
  { key: 'Usually states', value: STATEMENTS[entry.usualStatement] },
  { key: 'Shown under', value: THEMES[entry.theme] },
];

/** Newest first; each with what it changed. */
const changesOf = ({ kind }: CatalogueEntry) =>
  versionsOf(kind)
    .map((each, index, all) => {
      const before = all[index - 1];
      return { ...each, changes: before === undefined ? [] : versionChanges(before, each) };
    })
    .reverse();

const shown = (event: unknown): string => JSON.stringify(event, null, 2);
