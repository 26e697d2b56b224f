import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

const PASSED_IN = [
  { object: 'process', property: 'env', message: 'Read configuration through #platform.' },
  { object: 'Math', property: 'random', message: 'Pass a seeded source of randomness.' },
];
const TIME_OF_DAY = {
  ...{ object: 'Date', property: 'now' },
  message: 'Wait by performance.now(), decide by a Clock that is passed in (ADR 0025).',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '**/generated/**', '.cache/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  prettier,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'no-restricted-properties': ['error', ...PASSED_IN, TIME_OF_DAY],
    },
  },
  {
    files: ['libs/platform/config/**', 'infra/**', 'test/**', 'bench/**', '**/*.spec.ts', '**/cli/**'],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
  // Expiry of sittings, tokens and streams, retry-after, and the watch that finds a clock that was set.
  {
    files: [
      'apps/simulator/publish/agency-client.ts',
      'apps/workbench/access/{longest-sitting,session-store}.ts',
      'libs/access/embedded/embedded-oidc-provider.ts',
      'libs/event-store/embedded/**',
      'libs/feed/kafka/clock-watch.ts',
      '**/testing/**',
    ],
    ignores: ['**/*.spec.ts', '**/cli/**'],
    rules: { 'no-restricted-properties': ['error', ...PASSED_IN] },
  },
  { files: ['**/*.js', '**/*.mjs', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
);
