import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '#platform';
import { SPANS } from '../../libs/platform/tracing/catalogue.js';
import { deadLinks, faultsOfRecords, markdownFiles } from './markdown.js';

const read = (...path: string[]) => readFileSync(projectPath(...path), 'utf8');

describe('Documentation', () => {
  it('has no dead relative link', () => {
    const dead = markdownFiles(projectPath()).flatMap((page) =>
      deadLinks(page).map((target) => `${page.slice(projectPath().length + 1)} -> ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('would notice a dead link', () => {
    expect(deadLinks(projectPath('README.md'), 'see [that](docs/gone.md#part) and [this](LICENSE)')).toEqual([
      'docs/gone.md',
    ]);
  });

  it('numbers every decision record once', () => {
    expect(faultsOfRecords(readdirSync(projectPath('docs', 'adr')))).toEqual([]);
  });

  it('would notice a number used twice', () => {
    expect(faultsOfRecords(['0001-a.md', '0001-b.md', 'notes.md'])).toEqual(['notes.md', '0001']);
  });

  it('keeps decision records short, dated and with their three parts', () => {
    for (const name of readdirSync(projectPath('docs', 'adr'))) {
      const text = read('docs', 'adr', name);
      expect(text.split('\n').length).toBeLessThan(60);
      for (const part of ['Date: ', 'Status: ', '## Context', '## Decision', '## Consequences'])
        expect(text).toContain(part);
    }
  });

  it('says of every direct dependency what it is for, and of no other', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
    const direct = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
    const listed = [...read('docs', 'dependencies.md').matchAll(/^\| `([^`]+)` +\| \S/gm)].map(
      ([, name]) => name,
    );
    expect(listed.sort()).toEqual(direct.sort());
  });

  it('says of every span what it is, and of no other', () => {
    const rows = [
      ...read('docs', 'observability.md').matchAll(/^\| `([a-z ]+)` +\| [a-z]+ +\| (\S.*?) +\|$/gm),
    ];
    const told = rows.map(([, name, help]) => [name, help]);
    expect(told).toEqual(Object.entries(SPANS).map(([name, { help }]) => [name, help]));
  });

  it('names no version of a dependency loosely', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
    const versions = Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] });
    expect(versions.filter((version) => !/^\d/.test(version))).toEqual([]);
  });
});
