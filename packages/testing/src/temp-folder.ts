import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReachableByOthers, type SystemUser } from './unprivileged-user.js';

/** The temp folder, or `/tmp` when the usual one lies where `user` cannot reach it. */
export async function tempRootFor(user: SystemUser | null): Promise<string> {
  const usual = tmpdir();
  return user === null || (await isReachableByOthers(join(usual, 'any'))) ? usual : '/tmp';
}

/** A new, empty folder that belongs to `user` (null: to this process's own). */
export async function makeTempFolder(prefix: string, user: SystemUser | null): Promise<string> {
  const folder = await mkdtemp(join(await tempRootFor(user), prefix));
  if (user !== null) await chown(folder, user.uid, user.gid);
  return folder;
}
