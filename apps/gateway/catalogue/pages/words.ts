import { CLASS_WORDS, SECTOR_WORDS, type CatalogueEntry } from '#contracts';

export const classOf = ({ defaultSensitivity: code }: CatalogueEntry) => ({ code, ...CLASS_WORDS[code] });

export const publishersOf = ({ publishers }: CatalogueEntry): string =>
  publishers.map((sector) => SECTOR_WORDS[sector]).join(', ');
