import express from 'express';
import request from 'supertest';
import { silentLogger } from '#platform';
import { createPool } from '#read-store';
import { createTestDatabase } from '../../../test/support/database.js';
import type { WorkbenchDeps } from '../deps.js';
import { createSessions } from './sessions.js';

const SECURE = { 'X-Forwarded-Proto': 'https' };

describe('The cookie of a session over https', () => {
  it('is one that no neighbouring site can put into a browser, and no other is taken for it', async () => {
    const database = await createTestDatabase();
    const pool = createPool(database.url);
    const deps = { pool, logger: silentLogger, sessionSecret: 'a-session-secret-of-the-specs-alone' };
    const sessions = await createSessions({ ...deps, baseUrl: 'https://hub.example.org' } as WorkbenchDeps);
    const app = express().set('trust proxy', 'loopback').use(sessions.handler);
    app.get('/begin/:whose', ({ session, params }, response) => {
      Object.assign(session, { goOnTo: params.whose });
      response.end();
    });
    app.get('/whose', ({ session }, response) => void response.send(session.goOnTo ?? 'nobody'));
    const begin = async (whose: string) => {
      const { headers } = await request(app).get(`/begin/${whose}`).set(SECURE).expect(200);
      const [line = ''] = headers['set-cookie'] as unknown as readonly string[];
      return line;
    };
    const whose = async (cookie: string) =>
      (
        await request(app)
          .get('/whose')
          .set({ ...SECURE, cookie })
          .expect(200)
      ).text;
    try {
      const [own, planted] = [await begin('own'), await begin('planted')].map((line) => line.split(';')[0]);
      expect(await whose(own ?? '')).toBe('own');
      // A site of a neighbouring name can set any cookie without the prefix, and have it sent first.
      const plain = planted?.replace('__Host-', '') ?? '';
      expect(await whose(`${plain}; ${own ?? ''}`)).toBe('own');
      expect(await whose(plain)).toBe('nobody');
      expect(await begin('any')).toMatch(
        /^__Host-\w+=.*; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await sessions.close();
      await pool.end();
      await database.drop();
    }
  });
});
