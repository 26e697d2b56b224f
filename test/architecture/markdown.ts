import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Markdown files of the project, generated and installed ones apart. */
export function markdownFiles(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (['node_modules', 'dist', 'data', 'coverage'].includes(name) || name.startsWith('.')) return [];
    if (statSync(path).isDirectory()) return markdownFiles(path);
    return name.endsWith('.md') ? [path] : [];
  });
}

/** Relative links and images of a page whose file is missing. */
export function deadLinks(page: string, text = readFileSync(page, 'utf8')): readonly string[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return links
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .filter((target) => !existsSync(join(dirname(page), target)));
}

/** Numbers that more than one decision record carries, and files that are not named as one. */
export function faultsOfRecords(names: readonly string[]): readonly string[] {
  const misnamed = names.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name));
  const numbers = names.map((name) => name.slice(0, 4));
  return [...misnamed, ...numbers.filter((number, at) => numbers.indexOf(number) !== at)];
}
