import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { decrypt, encrypt } from './application/cipher.js';
import { deriveKeys, keyedDigest } from './application/derived-keys.js';
import { KeyCache } from './application/key-cache.js';
import { fileKeyService, loadKeyFile } from './index.js';

describe('The key file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-file-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once with 32 bytes that only its owner may read', async () => {
    const path = join(folder, 'kek');
    const key = loadKeyFile(path);
    expect(key.length).toBe(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadKeyFile(path)).toEqual(key);
    expect(await fileKeyService(path).keyEncryptionKey()).toEqual(key);
    expect(readdirSync(folder)).toEqual(['kek']);
  });

  it.each([0o640, 0o604, 0o666, 0o601])('is refused with mode %o', (mode) => {
    const path = join(folder, 'kek');
    loadKeyFile(path);
    chmodSync(path, mode);
    expect(() => loadKeyFile(path)).toThrow(`Others may read the key file ${path}; run: chmod 600 ${path}`);
  });

  it.each([0, 16, 31, 33, 64])('is refused with %i bytes', (size) => {
    const path = join(folder, 'kek');
    writeFileSync(path, randomBytes(size), { mode: 0o600 });
    expect(() => loadKeyFile(path)).toThrow('must hold exactly 32 bytes');
  });
});

describe('Sealing and digesting', () => {
  const key = randomBytes(32);
  const { wrapping, digesting } = deriveKeys(key);

  it('opens what was sealed, whatever the bytes and the context', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, context) => {
        expect(decrypt(key, encrypt(key, Buffer.from(bytes), context), context)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('uses separate keys for wrapping and digesting, neither of them the file itself', () => {
    expect(wrapping).not.toEqual(digesting);
    expect([wrapping, digesting]).not.toContainEqual(key);
    expect(() => deriveKeys(randomBytes(31))).toThrow('exactly 32 bytes');
  });

  it('digests two lists of parts alike only where they are the same list', () => {
    const parts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(keyedDigest(digesting, one) === keyedDigest(digesting, other)).toBe(same);
      }),
    );
    expect(keyedDigest(digesting, ['ab', 'c'])).not.toBe(keyedDigest(digesting, ['a', 'bc']));
    expect(keyedDigest(digesting, ['a'])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('digests as an earlier version did, so that what is stored still matches', () => {
    const parts = ['identity', '', 'é€𝄞', 'x'.repeat(9_000)];
    expect(keyedDigest(Buffer.alloc(32, 7), parts)).toBe(
      'a2389d4d2026f2775471e2bd9eb7c8151dcdc626ee224721a7654eea68205f3c',
    );
  });
});

describe('Keys in memory', () => {
  it('are not brought back by a read that was under way when the key was destroyed', () => {
    const cache = new KeyCache({ size: 10, maxAgeMs: 1_000, clock: () => 0 });
    cache.bar('a');
    cache.put('a', Buffer.alloc(32), 0);
    expect(cache.get('a')).toBeUndefined();
  });

  it('age from the moment the table was asked, and the least recently used goes first', () => {
    let time = 500;
    const cache = new KeyCache({ size: 2, maxAgeMs: 1_000, clock: () => time });
    cache.put('a', Buffer.alloc(1), 0);
    cache.put('b', Buffer.alloc(1), 500);
    cache.get('a');
    cache.put('c', Buffer.alloc(1), 500);
    expect([cache.get('a') !== undefined, cache.get('b') !== undefined]).toEqual([true, false]);
    time = 1_000;
    expect(cache.get('a')).toBeUndefined();
  });
});
