/** Libs from the bottom up. A lib may import those of the rows above its own (earlier in this list), never beside or below. */
const LAYERS = [
  ['platform'],
  ['vault', 'feed', 'event-store'],
  ['contracts'],
  ['read-store'],
  ['sharing'],
  ['identity'],
  ['journey'],
  ['governance'],
  ['access'],
  ['runtime'],
];
const DOORS = ['^libs/[^/]+/index\\.ts$', '^libs/[^/]+/[^/]+/index\\.ts$'];
const oneOf = (names) => `^libs/(${names.join('|')})/`;

const downwards = LAYERS.flatMap((row, level) =>
  row.map((lib) => ({
    name: `downwards-${lib}`,
    comment: `libs/${lib} may import only libs of a lower layer`,
    severity: 'error',
    from: { path: `^libs/${lib}/` },
    to: {
      path: oneOf(
        LAYERS.slice(level)
          .flat()
          .filter((other) => other !== lib),
      ),
    },
  })),
).filter(({ to }) => to.path !== '^libs/()/');

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...downwards,
    {
      name: 'known-lib',
      comment: 'a new lib needs a place in LAYERS',
      severity: 'error',
      from: { path: '^libs/[^/]+/', pathNot: oneOf(LAYERS.flat()) },
      to: {},
    },
    {
      name: 'libs-not-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'lib-door-from-lib',
      comment:
        'another lib only through its index.ts (or the index.ts of a sub-door such as #event-store/embedded)',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', ...DOORS] },
    },
    {
      name: 'lib-door-from-app',
      severity: 'error',
      from: { path: '^apps/', pathNot: ['\\.spec\\.ts$', '/testing/'] },
      to: { path: '^libs/', pathNot: DOORS },
    },
    {
      name: 'apps-apart',
      comment:
        'only the hub composes other apps; a spec may drive one; a dry run and a replay use the very stages of intake (next rules)',
      severity: 'error',
      from: {
        path: '^apps/([^/]+)/',
        pathNot: [
          '^apps/hub/',
          '^apps/gateway/dry-run/',
          '^apps/admin/(replay|partner)/',
          '^apps/workbench/main\\.ts$',
          '\\.spec\\.ts$',
          '/testing/',
        ],
      },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'dry-run-of-stages',
      comment: 'a rehearsal by other code than intake would promise what intake does not keep',
      severity: 'error',
      from: { path: '^apps/gateway/dry-run/', pathNot: ['\\.spec\\.ts$'] },
      to: {
        path: '^apps/',
        pathNot: [
          '^apps/gateway/',
          '^apps/intake/stages/',
          '^apps/intake/(contract-reader|memory/known-facts)\\.ts$',
        ],
      },
    },
    {
      name: 'replay-by-stages',
      comment: 'by other code than intake it would put back what intake refuses',
      severity: 'error',
      from: { path: '^apps/admin/replay/', pathNot: ['\\.spec\\.ts$'] },
      to: {
        path: '^apps/',
        pathNot: ['^apps/admin/', '^apps/intake/stages/', '^apps/intake/(contract|event)-reader\\.ts$'],
      },
    },
    {
      name: 'partner-of-parts',
      comment: 'what owners of partner systems can do is done by the dry run and the replay themselves',
      severity: 'error',
      from: { path: '^apps/(admin/partner/|workbench/main\\.ts$)' },
      to: {
        path: '^apps/',
        pathNot: ['^apps/(admin|workbench)/', '^apps/gateway/dry-run/create-dry-run\\.ts$'],
      },
    },
    {
      name: 'pure-domain',
      comment: 'a domain imports itself and other libs through their doors; no package, no node: module',
      severity: 'error',
      from: { path: '^libs/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^libs/$1/domain/', '^libs/$1/ports\\.ts$', '^libs/[^/]+/index\\.ts$'] },
    },
    {
      name: 'no-test-code',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '/testing/'] },
      to: { path: ['\\.spec\\.ts$', '^test/', '/testing/'] },
    },
    {
      name: 'declared-packages',
      comment: 'a package that is used at run time is a direct dependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '/testing/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional'],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '/generated/', '/assets/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
