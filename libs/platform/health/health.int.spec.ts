import { Test } from '@nestjs/testing';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { createMetrics } from '../metrics/index.js';
import { createHealthChecks, HealthModule, measureChecks } from './index.js';

describe('Health', () => {
  const checks = createHealthChecks({ limitMs: 50 });
  let database: () => Promise<void> = async () => undefined;
  let app: INestApplication<App>;

  beforeAll(async () => {
    checks.register('database', () => database());
    const metrics = createMetrics();
    measureChecks(checks, metrics);
    const module = HealthModule.with({ checks, metrics });
    app = (await Test.createTestingModule({ imports: [module] }).compile()).createNestApplication();
    await app.init();
  });
  afterAll(() => app.close());

  it('is live and ready when every check passes', async () => {
    await request(app.getHttpServer()).get('/health/live').expect(200, { status: 'up' });
    await request(app.getHttpServer()).get('/health/ready').expect(200, { status: 'up', failing: [] });
  });

  it('names the failing check and stays live', async () => {
    database = () => Promise.reject(new Error('away'));
    await request(app.getHttpServer())
      .get('/health/ready')
      .expect(503, { status: 'down', failing: ['database'] });
    await request(app.getHttpServer()).get('/health/live').expect(200);
  });

  it('counts a check that hangs as failing', async () => {
    database = () => new Promise(() => undefined);
    await request(app.getHttpServer()).get('/health/ready').expect(503);
  });

  it('tells those who watch by metrics which checks pass', async () => {
    const told = async () => (await request(app.getHttpServer()).get('/metrics')).text;
    database = async () => undefined;
    expect(await told()).toContain('throughline_check_passes{check="database"} 1');
    database = () => Promise.reject(new Error('away'));
    expect(await told()).toContain('throughline_check_passes{check="database"} 0');
  });

  it('gives metrics in the Prometheus text format', async () => {
    const answer = await request(app.getHttpServer()).get('/metrics').expect(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.text).toContain('# TYPE throughline_appends_total counter');
  });
});
