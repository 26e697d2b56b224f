import { existsSync } from 'node:fs';
import { projectPath } from '#platform';
import { ENVIRONMENT_NAMES, parseSettings } from '#platform/config';
import { namesInChart, needsOf, ownServices, programsNamed, settingsOf } from './deployment-files.js';

/** Read by Node.js itself before the hub starts. */
const OF_NODE = 'NODE_EXTRA_CA_CERTS';

const unknown = (names: readonly string[]) =>
  names.filter((name) => name !== OF_NODE && !(ENVIRONMENT_NAMES as readonly string[]).includes(name));

const SERVICES = ['gateway', 'intake', 'projector', 'workbench'];

describe('The compose file', () => {
  it.each([...ownServices().keys()])('gives %s only settings that it knows, and it takes them', (name) => {
    const settings = settingsOf(ownServices().get(name) ?? { image: '' });
    expect(unknown(Object.keys(settings))).toEqual([]);
    expect(() => parseSettings(settings, '/app')).not.toThrow();
  });

  it.each(SERVICES)('gives %s what it cannot do without', (name) => {
    const given = Object.keys(settingsOf(ownServices().get(name) ?? { image: '' }));
    expect(needsOf(name).length).toBeGreaterThan(0);
    expect(given).toEqual(expect.arrayContaining([...needsOf(name)]));
  });
});

describe('The chart', () => {
  it('names only settings that the hub knows', () => {
    expect(namesInChart()).toContain('DATABASE_URL');
    expect(unknown(namesInChart())).toEqual([]);
  });

  it('would notice a setting that is misspelt', () => {
    expect(unknown(['DATABASE_URL', 'DATABASE_URI'])).toEqual(['DATABASE_URI']);
  });
});

describe('Images, compose file and chart', () => {
  it('start only programs that are there', () => {
    expect(programsNamed()).toContain('dist/apps/intake/main.js');
    const source = (program: string) => program.replace(/^dist/, '.').replace(/js$/, 'ts');
    expect(programsNamed().filter((program) => !existsSync(projectPath(source(program))))).toEqual([]);
  });
});
