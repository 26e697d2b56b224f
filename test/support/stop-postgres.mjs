export default async function stopPostgres() {
  await globalThis.__testPostgres?.stop();
  globalThis.__testPostgres = undefined;
  delete process.env.TEST_POSTGRES_URL;
}
