/** Also runs when suites failed; a killed run is covered by the launcher, whose server stops with its parent. */
export default async function tearDown() {
  await globalThis.tidingsPostgres?.stop();
}
