import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';

const infra = new URL('../', import.meta.url);

/** `compose.yaml` as Docker reads it: anchors merged, `${NAME}` filled in from `.env.example`. */
export async function readCompose() {
  const settings = parseEnv(await readFile(new URL('.env.example', infra), 'utf8'));
  const text = await readFile(new URL('compose.yaml', infra), 'utf8');
  const filled = text.replaceAll(/\$\{([A-Z_]+)[^}]*\}/g, (_, name) => {
    if (settings[name] === undefined) throw new Error(`.env.example does not set ${name}`);
    return settings[name];
  });
  return { settings, services: parse(filled, { merge: true }).services };
}

/** Everything that a container of this service finds in its environment, beside what its image sets. */
export function environmentOf({ settings, services }, name) {
  return { ...settings, ...services[name].environment };
}

/** The names that the brands of this repository ask for as `${NAME}`. */
export async function secretsOfBrands() {
  const brands = new URL('../../brands/', import.meta.url);
  const files = await readdir(fileURLToPath(brands), { recursive: true });
  const texts = await Promise.all(
    files.filter((file) => file.endsWith('.yaml')).map((file) => readFile(new URL(file, brands), 'utf8')),
  );
  return new Set(texts.flatMap((text) => [...text.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name)));
}
