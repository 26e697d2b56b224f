import { readStoreContract } from './read-store-contract.js';

describe('The read store contract, as it is run on published images', () => {
  it('passes on the PostgreSQL of this run, and counts its tests', async () => {
    const { passed, failed } = await readStoreContract(process.env['TEST_POSTGRES_URL'] ?? '', [
      'libs/read-store/adapters',
    ]);
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(5);
  });

  it('tells what failed where there is no server', async () => {
    const { passed, failed } = await readStoreContract('postgres://nobody@127.0.0.1:1/none', [
      'libs/read-store/application/run-projection',
    ]);
    expect(passed).toBe(0);
    expect(failed.length).toBeGreaterThan(5);
  });
});
