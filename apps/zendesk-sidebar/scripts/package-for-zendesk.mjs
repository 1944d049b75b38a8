/**
 * Packs the build for an upload to Zendesk: `npm run package -w @tidings/zendesk-sidebar -- https://tidings.example`.
 * Zendesk sends the installation's key to hosts of the manifest's whitelist only, so a package is made for one address.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Zip knows no time before 1980; one for all makes equal contents equal packages. */
const MTIME = new Date('2026-01-01T00:00:00Z');

function addressFrom(text) {
  const url = URL.canParse(text ?? '') ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/')
    throw new Error(
      `the address of your Tidings is needed, as https://tidings.example; this is ${text ?? 'missing'}`,
    );
  return url;
}

function manifestFor(address) {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const parameters = manifest.parameters.map((parameter) =>
    parameter.name === 'backend_url' ? { ...parameter, default: address.origin } : parameter,
  );
  return { ...manifest, version, parameters, domainWhitelist: [address.host] };
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.zip'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function pack(address) {
  const manifest = manifestFor(address);
  const contents = filesOf(dist).map((file) => {
    const name = relative(dist, file).split(sep).join('/');
    const content =
      name === 'manifest.json' ? Buffer.from(JSON.stringify(manifest, null, 2)) : readFileSync(file);
    return [name, content];
  });
  const path = join(dist, `tidings-${manifest.version}.zip`);
  writeFileSync(path, zipSync(Object.fromEntries(contents), { mtime: MTIME, level: 9 }));
  return path;
}

try {
  console.log(pack(addressFrom(process.argv[2])));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
