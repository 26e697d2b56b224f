import type { RecordClass } from '#vault';
import { SECTORS, type Sector, type StatementType } from '../envelope.js';
import { type EventSchema } from '../schemas/json-schema.js';
import { contractSchemas } from '../schemas/schema-folder.js';
import { THEMES, type Theme } from './themes.js';

/** One event type as people read it. */
export interface CatalogueEntry {
  /** `<sector>.<event>.v<major>`. */
  readonly type: string;
  /** Type without version. */
  readonly kind: string;
  readonly version: number;
  readonly sector: Sector;
  readonly title: string;
  readonly description: string;
  readonly theme: Theme;
  readonly defaultSensitivity: RecordClass;
  /** Sectors whose agencies may publish it. */
  readonly publishers: readonly Sector[];
  /** What it usually states; each event says it itself. */
  readonly usualStatement: StatementType;
  readonly schema: EventSchema;
}

const TYPE = /^(([a-z-]+)\.[a-z0-9-]+)\.v(\d+)$/;

let entries: ReadonlyMap<string, CatalogueEntry> | undefined;

const allEntries = (): ReadonlyMap<string, CatalogueEntry> =>
  (entries ??= new Map([...contractSchemas().events].map(([type, schema]) => [type, entryOf(type, schema)])));

/** Every event type, in the order of sectors, titles and versions. */
export const catalogue = (): readonly CatalogueEntry[] =>
  [...allEntries().values()].sort(
    (a, b) =>
      SECTORS.indexOf(a.sector) - SECTORS.indexOf(b.sector) ||
      a.title.localeCompare(b.title, 'en-GB') ||
      a.version - b.version,
  );

/** By type, or by kind: then its newest version. */
export const findEntry = (typeOrKind: string): CatalogueEntry | undefined =>
  allEntries().get(typeOrKind) ?? versionsOf(typeOrKind).at(-1);

/** Every version of a kind, oldest first. */
export const versionsOf = (kind: string): readonly CatalogueEntry[] =>
  [...allEntries().values()].filter((entry) => entry.kind === kind).sort((a, b) => a.version - b.version);

/** Title for screens, such as "Was not brought to an appointment"; the text itself where the type is not known. */
export const titleOf = (typeOrKind: string): string => findEntry(typeOrKind)?.title ?? typeOrKind;

/** `health.was-not-brought.v1` without its version. */
export const kindOf = (type: string): string => TYPE.exec(type)?.[1] ?? type;

export const findSector = (type: string): Sector | undefined =>
  SECTORS.find((sector) => type.startsWith(`${sector}.`));

function entryOf(type: string, schema: EventSchema): CatalogueEntry {
  const [, kind = type, , version = '1'] = TYPE.exec(type) ?? [];
  const sector = findSector(type);
  const theme = schema['x-theme'];
  if (sector === undefined || !isTheme(theme))
    throw new TypeError(`The contract ${type} names no known sector or theme`);
  return {
    type,
    kind,
    version: Number(version),
    sector,
    title: schema.title,
    description: schema.description,
    theme,
    defaultSensitivity: schema['x-sensitivity'],
    publishers: schema['x-publishers'],
    usualStatement: schema['x-statement'],
    schema,
  };
}

const isTheme = (text: string): text is Theme => text in THEMES;
