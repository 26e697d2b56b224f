import { catalogue, CLASS_WORDS, findEntry, SECTOR_WORDS, versionsOf, type CatalogueEntry } from '#contracts';
import { classOf, publishersOf } from './words.js';

/** Every kind of event once, under its sector and with its newest version first. */
export function indexPage() {
  const kinds = [...new Set(catalogue().map(({ kind }) => kind))].flatMap((kind) => findEntry(kind) ?? []);
  return {
    title: 'All events',
    trail: [{ text: 'Partner interface', href: '/docs' }, { text: 'Event contracts' }],
    total: kinds.length,
    classes: (['P', 'H', 'S', 'C', 'R'] as const).map((code) => ({ code, ...CLASS_WORDS[code] })),
    sectors: Object.entries(SECTOR_WORDS).map(([code, title]) => ({
      code,
      title,
      events: kinds.filter(({ sector }) => sector === code).map(rowOf),
    })),
  };
}

const rowOf = (entry: CatalogueEntry) => ({
  type: entry.type,
  kind: entry.kind,
  title: entry.title,
  class: classOf(entry),
  publishers: publishersOf(entry),
  version: entry.version,
  earlier: versionsOf(entry.kind).filter(({ version }) => version < entry.version),
});
