import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findReason, REASON_CODES } from '#contracts';
import { projectPath } from '#platform';
import { AGREEMENT_NOTICE_REASONS, SHARING_REASONS } from '#sharing';
import { codesNamed, codesRaised } from './handed-out-codes.js';

/** The sources of a folder as one text, tests apart, and tools, which speak to operators alone. */
const sourcesOf = (folder: string, files = /\.ts$/): string =>
  readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => files.test(name) && !/\.spec\.ts$|(^|\/)(testing|cli)\//.test(name))
    .map((name) => readFileSync(join(projectPath(folder), name), 'utf8'))
    .join('\n');

const neverGiven = (source: string) =>
  REASON_CODES.map(({ code }) => code).filter((code) => !source.includes(`'${code}`));

const unexplained = (codes: readonly string[]) =>
  [...new Set(codes)].filter((code) => !findReason(code)).sort();

describe('The catalogue of reason codes', () => {
  it('explains every reason that a sharing decision may give', () => {
    expect(unexplained(Object.keys(SHARING_REASONS))).toEqual([]);
  });

  it('explains every answer to a notice of an agreement', () => {
    expect(unexplained(Object.keys(AGREEMENT_NOTICE_REASONS))).toEqual([]);
  });

  it.each(['apps/intake', 'libs/contracts'])(
    'explains every code that %s rejects an event with',
    (folder) => {
      const codes = codesNamed(sourcesOf(folder));
      expect(codes.length).toBeGreaterThan(5);
      expect(unexplained(codes)).toEqual([]);
    },
  );

  it('explains every problem that the gateway may answer with', () => {
    const gateway = sourcesOf('apps/gateway');
    const feed = sourcesOf('libs/feed', /-(writer|reader|lookup)\.ts$/);
    const codes = [...codesNamed(gateway), ...codesRaised(gateway), ...codesRaised(feed)];
    expect(codes).toEqual(expect.arrayContaining(['HTTP.BUSY', 'FEED.UNAVAILABLE']));
    expect(unexplained(codes)).toEqual([]);
  });

  it('explains no code that nothing gives, for which a publisher would prepare in vain', () => {
    const sources = ['apps', 'libs'].map((folder) => sourcesOf(folder)).join('\n');
    expect(neverGiven(sources)).toEqual([]);
    expect(neverGiven(sources.replaceAll("'HTTP.BUSY'", ''))).toEqual(['HTTP.BUSY']);
  });

  it('would notice a code without an explanation, whether put into an answer or thrown', () => {
    const source = `
      return [refused(prepared, 'INTAKE.MOONLIGHT')];
      throw unavailable('FEED.MOONLIGHT', 'The feed is in the dark');
      throw defect('FEED.DARK', 'Nobody outside is told this');
      if (isThroughlineError(error, 'STORE.DARK')) return;`;
    expect(unexplained(codesNamed(source))).toEqual(['INTAKE.MOONLIGHT']);
    expect(unexplained(codesRaised(source))).toEqual(['FEED.MOONLIGHT']);
  });
});
