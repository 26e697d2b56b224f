import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { projectPath } from '#platform';
import { openApiDocument } from './document.js';

const RULES = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'no-unused-components': 'error',
  'operation-operationId-unique': 'error',
  'operation-summary': 'error',
  'operation-4xx-response': 'off',
  'path-parameters-defined': 'error',
  'no-identical-paths': 'error',
  'no-ambiguous-paths': 'error',
  'security-defined': 'error',
  'no-schema-type-mismatch': 'error',
  'no-invalid-schema-examples': 'error',
} as const;

const lint = async (document: object) =>
  lintFromString({
    source: JSON.stringify(document),
    absoluteRef: projectPath('contracts', 'openapi.json'),
    config: await createConfig({ rules: RULES }),
  });

describe('the OpenAPI document', () => {
  it('is committed as it is built', () => {
    const committed = JSON.parse(readFileSync(projectPath('contracts/openapi.json'), 'utf8')) as object;
    expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('is sound OpenAPI 3.1, every reference in place and none unused', async () => {
    const problems = await lint(openApiDocument());
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('would be caught if it were not sound', async () => {
    const { paths, ...rest } = openApiDocument();
    const broken = {
      ...rest,
      paths: { ...paths, '/x': { get: { responses: { '200': { $ref: '#/nowhere' } } } } },
    };
    expect((await lint(broken)).map(({ ruleId }) => ruleId)).toContain('no-unresolved-refs');
  });
});
