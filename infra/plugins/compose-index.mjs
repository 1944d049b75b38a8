/** The index of a package's plug-ins, from the folders that declare one: a new source is its folder, and `npm run generate`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

export const PLUGIN_PACKAGES = [
  { folder: 'packages/carriers/src', type: 'CarrierPlugin', list: 'carrierPlugins' },
  { folder: 'packages/storefronts/src', type: 'StorefrontPlugin', list: 'storefrontPlugins' },
];

/** Where the index of a package stands. */
export function indexFileOf({ folder }) {
  return path.join(folder, 'plugins.ts');
}

/** The index's text, formatted. @throws when two folders give their plug-in the same name */
export async function composeIndex({ folder, type, list }) {
  const plugins = readdirSync(folder)
    .toSorted()
    .flatMap((name) => pluginIn(folder, name, type));
  const names = plugins.map(({ plugin }) => plugin);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${folder}: two plug-ins are called ${twice}`);
  const text = [
    '// Written by `npm run generate` from the folders beside it.',
    ...plugins.map(({ name, plugin }) => `import { ${plugin} } from './${name}/index.js';`),
    `import type { ${type} } from './port.js';`,
    '',
    `export const ${list}: readonly ${type}[] = [${names.join(', ')}];`,
    '',
  ].join('\n');
  const file = indexFileOf({ folder });
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

function pluginIn(folder, name, type) {
  const file = path.join(folder, name, 'index.ts');
  if (!existsSync(file)) return [];
  const found = new RegExp(`^export const (\\w+): ${type} =`, 'm').exec(readFileSync(file, 'utf8'));
  return found === null ? [] : [{ name, plugin: found[1] }];
}
