import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '#platform';

describe('The entry of an image', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-entry-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const enter = (command: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(
      '/bin/sh',
      [projectPath('infra', 'docker', 'entry.sh'), join(folder, 'secrets'), ...command],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], ...env },
      },
    );
  const secret = (name: string, content: string, mode = 0o444) =>
    writeFileSync(join(folder, 'secrets', name), content, { mode });

  it('turns a secret that is named like a setting into that setting, and no other file', () => {
    mkdirSync(join(folder, 'secrets'));
    secret('DATABASE_URL', 'postgres://a:b c$d@h/e\n');
    secret('agencies.json', '{}');
    const [database, agencies] = JSON.parse(
      enter([
        'node',
        '-p',
        'JSON.stringify([process.env.DATABASE_URL, process.env["agencies.json"] ?? null])',
      ]),
    ) as unknown[];
    expect([database, agencies]).toEqual(['postgres://a:b c$d@h/e', null]);
  });

  it('copies keys where only its own account reads them, again after a restart', () => {
    mkdirSync(join(folder, 'secrets', 'keys'), { recursive: true });
    secret('keys/key-encryption.key', 'thirty-two bytes of invented key');
    const KEYS_DIR = join(folder, 'private');
    enter(['true'], { KEYS_DIR });
    enter(['true'], { KEYS_DIR });
    const copy = join(KEYS_DIR, 'key-encryption.key');
    expect(readFileSync(copy, 'utf8')).toBe('thirty-two bytes of invented key');
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(statSync(KEYS_DIR).mode & 0o077).toBe(0);
  });

  it('starts the program where there is no secret at all, and hands on how it ended', () => {
    expect(enter(['echo', 'started']).trim()).toBe('started');
    expect(() => enter(['sh', '-c', 'exit 7'])).toThrow(expect.objectContaining({ status: 7 }) as Error);
  });
});
