/**
 * npm leaves out of package-lock.json the prebuilt binaries of other platforms that its registry or mirror does not
 * carry, and `npm ci` then refuses that very lock file. This adds the missing entries (exact version, cpu, libc, os),
 * so that one lock file serves every platform. `npm run lock` after a change of dependencies; `--check` only tells.
 */
import { readFile, writeFile } from 'node:fs/promises';

const SYSTEMS = new Set(['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']);
const CPUS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);
const ALIASES = { windows: 'win32', 64: 'x64', gnu: 'glibc', gnueabihf: 'glibc', musleabihf: 'musl' };
const LIBCS = new Set(['glibc', 'musl']);

/** What a name such as `@oxlint/binding-linux-arm64-musl` says of its platform. */
function platformOf(name) {
  const words = name.split(/[/-]/).map((word) => ALIASES[word] ?? word);
  const [os, cpu, libc] = [SYSTEMS, CPUS, LIBCS].map((set) => words.filter((word) => set.has(word)));
  // What is compiled to wasm32 runs on every system.
  if (cpu.length === 0 || (os.length === 0 && !cpu.includes('wasm32')))
    throw new Error(`${name} does not tell its platform: add it by hand`);
  return { os, cpu, libc };
}

function lockEntry(name, version, isDev) {
  const { os, cpu, libc } = platformOf(name);
  return {
    version,
    cpu,
    ...(isDev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

function missingEntries(packages) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (packages[`node_modules/${name}`] || packages[`${path}/node_modules/${name}`]) continue;
      missing[`node_modules/${name}`] = lockEntry(name, version, entry.dev);
    }
  }
  return missing;
}

const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(await readFile(file, 'utf8'));
const missing = missingEntries(lock.packages);
const names = Object.keys(missing);

if (process.argv.includes('--check')) {
  if (names.length > 0)
    console.error(`package-lock.json lacks ${names.length} platforms' packages: npm run lock`);
  process.exitCode = names.length > 0 ? 1 : 0;
} else if (names.length > 0) {
  const byPath = ([a], [b]) => a.localeCompare(b, 'en');
  lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...missing }).sort(byPath));
  await writeFile(file, JSON.stringify(lock, null, 2) + '\n');
}
