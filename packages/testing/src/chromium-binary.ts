import { execFile } from 'node:child_process';
import { access, constants, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A browser that can be started, with what its process needs in its environment. */
export interface ChromiumBinary {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const PACKAGE = '@sparticuz/chromium';
const run = promisify(execFile);

/** The npm package's browser where it runs (linux/x64), else a Chrome or Chromium on the PATH. @throws when there is none */
export async function findChromium(): Promise<ChromiumBinary> {
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isExecutable(path)) return { path, env: {} };
    }
  }
  throw new Error('no Chromium was found; install one and put it on the PATH');
}

/**
 * Unpacked once per user and version. The package unpacks into the temp folder of its process and takes a file that is
 * there for a whole one, so it gets a folder of its own, which takes its place when all of it is there.
 */
async function packagedChromium(): Promise<ChromiumBinary> {
  const entry = createRequire(import.meta.url).resolve(PACKAGE);
  const manifest = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(tmpdir(), `tidings-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!(await isOurs(folder))) await unpackInto(folder, entry);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

async function unpackInto(folder: string, entry: string): Promise<void> {
  const fresh = await mkdtemp(`${folder}-`);
  const script = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(entry).href)});
    await chromium.executablePath();`;
  // Without the runtime's name the package leaves out the libraries that the browser is linked against.
  const env = { ...process.env, TMPDIR: fresh, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  await run(process.execPath, ['--input-type=module', '-e', script], { env });
  await writeFile(join(fresh, 'fonts.conf'), fontsConf(join(folder, 'fonts')));
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isOurs(folder))) throw error;
  });
}

/** The package's own names `/tmp/fonts` only. */
function fontsConf(folder: string): string {
  const folders = [folder, '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`);
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${folder}-cache</cachedir></fontconfig>`;
}

/** Nobody else may put a program there for us to run. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return false;
  if (process.getuid !== undefined && found.uid !== process.getuid())
    throw new Error(`${folder} belongs to somebody else; remove it, or set TMPDIR`);
  return (await readdir(folder)).includes('chromium');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
