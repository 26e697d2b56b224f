import { cruise } from './planted-project.js';

const PLATFORM = { 'libs/platform/index.ts': `export const one = 1;\n` };

/** Each kind of forbidden import, planted once; `rule` must name it. */
const PLANTED: readonly { kind: string; rule: string; files: Record<string, string> }[] = [
  {
    kind: 'a cycle',
    rule: 'no-cycles',
    files: {
      'libs/vault/index.ts': `import { b } from './b.js';\nexport const a = () => b;\n`,
      'libs/vault/b.ts': `import { a } from './index.js';\nexport const b = () => a;\n`,
    },
  },
  {
    kind: 'a lib that reaches upwards, even for a type',
    rule: 'downwards-platform',
    files: {
      'libs/platform/index.ts': `import type { Decision } from '#sharing';\nexport type Known = Decision;\n`,
      'libs/sharing/index.ts': `export type Decision = string;\n`,
    },
  },
  {
    kind: 'a lib that reaches beside itself',
    rule: 'downwards-vault',
    files: {
      'libs/vault/index.ts': `export { feed } from '#feed';\n`,
      'libs/feed/index.ts': `export const feed = 1;\n`,
    },
  },
  {
    kind: 'a lib that uses an app',
    rule: 'libs-not-apps',
    files: {
      'libs/access/index.ts': `export { app } from '../../apps/gateway/app.js';\n`,
      'apps/gateway/app.ts': `export const app = 1;\n`,
    },
  },
  {
    kind: 'a lib that comes in by the window of another',
    rule: 'lib-door-from-lib',
    files: {
      'libs/platform/ids/ids.ts': `export const id = 1;\n`,
      'libs/vault/index.ts': `export { id } from '../platform/ids/ids.js';\n`,
    },
  },
  {
    kind: 'an app that comes in by the window of a lib',
    rule: 'lib-door-from-app',
    files: {
      'libs/platform/ids/ids.ts': `export const id = 1;\n`,
      'apps/gateway/app.ts': `export { id } from '../../libs/platform/ids/ids.js';\n`,
    },
  },
  {
    kind: 'an app that uses another app',
    rule: 'apps-apart',
    files: {
      'apps/gateway/app.ts': `export { intake } from '../intake/intake.js';\n`,
      'apps/intake/intake.ts': `export const intake = 1;\n`,
    },
  },
  {
    kind: 'a replay that uses more of intake than its stages',
    rule: 'replay-by-stages',
    files: {
      'apps/admin/replay/replay.ts': `export { intake } from '../../intake/create-intake.js';\n`,
      'apps/intake/create-intake.ts': `export const intake = 1;\n`,
    },
  },
  {
    kind: 'a domain that uses a package',
    rule: 'pure-domain',
    files: { 'libs/sharing/domain/decide.ts': `import pg from 'pg';\nexport const decide = () => pg;\n` },
  },
  {
    kind: 'a domain that uses a Node module',
    rule: 'pure-domain',
    files: {
      'libs/sharing/domain/decide.ts': `import { readFileSync } from 'node:fs';\nexport const d = readFileSync;\n`,
    },
  },
  {
    kind: 'a domain that uses its own adapter',
    rule: 'pure-domain',
    files: {
      'libs/sharing/domain/decide.ts': `export { store } from '../adapters/store.js';\n`,
      'libs/sharing/adapters/store.ts': `export const store = 1;\n`,
    },
  },
  {
    kind: 'product code that uses test code',
    rule: 'no-test-code',
    files: {
      'libs/vault/index.ts': `export { fake } from './testing/fake.js';\n`,
      'libs/vault/testing/fake.ts': `export const fake = 1;\n`,
    },
  },
  {
    kind: 'product code that uses a development package',
    rule: 'declared-packages',
    files: { 'apps/gateway/app.ts': `import fc from 'fast-check';\nexport const app = fc;\n` },
  },
  {
    kind: 'an import of something that is not there',
    rule: 'resolvable',
    files: { 'apps/gateway/app.ts': `export { gone } from './gone.js';\n` },
  },
  {
    kind: 'a lib without a place in the layers',
    rule: 'known-lib',
    files: { 'libs/stray/index.ts': `export { one } from '#platform';\n` },
  },
];

describe('Import rules', () => {
  it('accept a project that keeps to them', async () => {
    const files = {
      ...PLATFORM,
      'libs/contracts/index.ts': `export { one } from '#platform';\n`,
      'libs/sharing/domain/decide.ts': `import { one } from '#contracts';\nexport const decide = () => one;\n`,
      'libs/sharing/index.ts': `export { decide } from './domain/decide.js';\n`,
      'apps/gateway/app.ts': `export { decide } from '#sharing';\n`,
      'apps/hub/hub.ts': `export { decide } from '../gateway/app.js';\n`,
    };
    expect(await cruise(files)).toEqual([]);
  });

  it.each(PLANTED)('catch $kind', async ({ rule, files }) => {
    const violations = await cruise({ ...PLATFORM, ...files });
    expect(violations.map((violation) => violation.rule)).toContain(rule);
  });
});
