import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

/**
 * What an image holds, put together from a built checkout: `node infra/image/assemble.mjs --app <app> --out <folder>`.
 * The app and the command line with their production dependencies at the lock file's versions, and nothing else: no
 * sources, no tests, no embedded servers, no browser. The Dockerfile and `check.mjs` both run this.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Of these only what they became is shipped. */
const SOURCES = new Set(['src', 'dist', 'node_modules', 'tsconfig.json', 'turbo.json', '.turbo']);
const ALWAYS = 'cli';

export async function assembleImage({ app, out }) {
  const draft = await mkdtemp(join(tmpdir(), 'tidings-image-'));
  try {
    await prune(app, draft);
    await cp(join(draft, 'json'), out, { recursive: true });
    await forgetDevelopment(out);
    await npm(out, ['ci', '--omit=dev']);
    for (const folder of await workspacesIn(out)) await copyWorkspace(join(draft, 'full'), out, folder);
    await cp(join(root, 'infra/image/healthcheck.mjs'), join(out, 'healthcheck.mjs'));
    await writeFile(join(out, 'main.mjs'), `import './apps/${app}/dist/main.js';\n`);
    await writeFile(join(out, 'tidings.mjs'), `import './apps/${ALWAYS}/dist/main.js';\n`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Turbo's account of what the app is made of: its workspaces, and the lock file cut down to them. */
async function prune(app, draft) {
  const turbo = join(root, 'node_modules/.bin/turbo');
  const scopes = [...new Set([app, ALWAYS])].map((name) => `@tidings/${name}`);
  await run(turbo, ['prune', ...scopes, '--docker', '--out-dir', draft], { cwd: root });
}

/**
 * Turbo keeps development dependencies, since one builds in what it prunes, and with them the embedded servers. Here
 * nothing is built any more: they leave the manifests, and the lock file what nobody asks for then. No version moves.
 */
async function forgetDevelopment(out) {
  await rm(join(out, 'packages/testing'), { recursive: true, force: true });
  for (const folder of ['.', ...(await workspacesIn(out))]) {
    const path = join(out, folder, 'package.json');
    const { devDependencies: _, scripts: __, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  await npm(out, ['install', '--package-lock-only', '--offline']);
}

/** Nothing of what production needs has an install script; so none may run. */
async function npm(cwd, args) {
  await run('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });
}

async function workspacesIn(folder) {
  const found = await Promise.all(
    ['apps', 'packages'].map(async (parent) =>
      (await readdir(join(folder, parent))).map((name) => join(parent, name)),
    ),
  );
  return found.flat();
}

async function copyWorkspace(full, out, folder) {
  const from = join(full, folder);
  await mkdir(join(out, folder), { recursive: true });
  for (const name of await readdir(from))
    if (!SOURCES.has(name) && name !== 'package.json')
      await cp(join(from, name), join(out, folder, name), { recursive: true });
  const isShipped = (path) => !/(\.tsbuildinfo|\.d\.ts|\.d\.ts\.map)$/.test(path);
  await cp(join(root, folder, 'dist'), join(out, folder, 'dist'), { recursive: true, filter: isShipped });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { app: { type: 'string' }, out: { type: 'string' } } });
  if (values.app === undefined || values.out === undefined)
    throw new Error('usage: assemble.mjs --app <app> --out <folder>');
  await assembleImage(values);
}
