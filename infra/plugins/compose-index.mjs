/** The indices of a package's plug-ins, from the folders that declare them: a new source is its folder, and `npm run generate`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFor } from '../docs/format-for.mjs';

/** `module`: the file of each folder that is listed where it is there. `index` and `typeFrom` are below the package's folder. */
export const INDICES = [
  {
    folder: 'packages/carriers/src',
    module: 'index',
    index: 'plugins.ts',
    type: 'CarrierPlugin',
    typeFrom: './port.js',
    list: 'carrierPlugins',
  },
  {
    folder: 'packages/carriers/src',
    module: 'phrases',
    index: 'phrases.ts',
    type: 'Phrases',
    typeFrom: './code-table.js',
    list: 'carrierPhrases',
  },
  {
    folder: 'packages/storefronts/src',
    module: 'index',
    index: 'plugins.ts',
    type: 'StorefrontPlugin',
    typeFrom: './port.js',
    list: 'storefrontPlugins',
  },
];

/** Where an index stands. */
export function indexFileOf({ folder, index }) {
  return path.join(folder, index);
}

/** The index's text, formatted. @throws when two folders give what they declare the same name */
export async function composeIndex(index) {
  const { folder, module, type, typeFrom, list } = index;
  const found = readdirSync(folder)
    .toSorted()
    .flatMap((name) => declaredIn(name, index));
  const names = found.map(({ declared }) => declared);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`${folder}: two folders declare ${twice}`);
  const text = [
    '// Written by `npm run generate` from the folders beside it.',
    ...found.map(({ name, declared }) => `import { ${declared} } from './${name}/${module}.js';`),
    `import type { ${type} } from '${typeFrom}';`,
    '',
    `export const ${list}: readonly ${type}[] = [${names.join(', ')}];`,
    '',
  ].join('\n');
  return formatFor(indexFileOf(index), text);
}

function declaredIn(name, { folder, module, type }) {
  const file = path.join(folder, name, `${module}.ts`);
  if (!existsSync(file)) return [];
  const found = new RegExp(`^export const (\\w+): ${type} =`, 'm').exec(readFileSync(file, 'utf8'));
  return found === null ? [] : [{ name, declared: found[1] }];
}
