/** Modules of the workspace that this worker has loaded, by address; filled by the hook that loads them. */
export const loaded = new Map();

const isData = (value) =>
  value === null ||
  typeof value !== 'object' ||
  Array.isArray(value) ||
  Object.getPrototypeOf(value) === Object.prototype;

const asText = (value) =>
  JSON.stringify(value, (_, each) => {
    if (each instanceof Map || each instanceof Set) return [...each];
    return isData(each) ? each : undefined;
  });

/** A module that could not be loaded has failed its suite already. */
const exportsOf = async (url) => asText({ ...(await import(url).catch(() => null)) });

/** Remembers the data that modules export, of those that it has not met before. */
export async function rememberExports() {
  for (const [url, text] of loaded) if (text === null) loaded.set(url, await exportsOf(url));
}

/** Suites share modules: one that changes what they export decides what those after it see. */
export async function refuseChangedExports() {
  const changed = [];
  for (const [url, text] of loaded) if (text !== null && text !== (await exportsOf(url))) changed.push(url);
  if (changed.length === 0) return;
  // The next suite is not blamed for it.
  for (const url of changed) loaded.set(url, null);
  throw new Error(
    `the suite leaves data changed that ${changed.join(', ')} exports: suites after it in this worker would see it`,
  );
}
