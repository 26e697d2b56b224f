import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHealthChecks } from '#platform/health';
import { checkDisk } from './disk-check.js';

describe('The disk of a PostgreSQL beside a service', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'disk-check-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const failing = (path: string, least?: number) => {
    const checks = createHealthChecks();
    checkDisk(checks, path, least);
    return checks.failing();
  };

  it('keeps the service from traffic while it has less room than PostgreSQL needs', async () => {
    expect(await failing(folder, Number.MAX_SAFE_INTEGER)).toEqual(['disk']);
    expect(await failing(folder, 1)).toEqual([]);
  });

  it("is nobody's business where there is none", async () => {
    expect(await failing(join(folder, 'postgres'), Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
});
