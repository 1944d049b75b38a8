import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigError, type Environment } from '../config/read-config.js';
import { describeIssue, pathText } from '../failure/describe-issue.js';
import { type Brand, brandSchema } from './brand.js';
import { Brands } from './brands.js';
import { messageOf } from '../failure/is-error.js';
import { interpolate } from './interpolate.js';

/**
 * Reads `<folder>/<brand>/brand.yaml` of every brand, with `${NAME}` taken from the environment.
 * @throws ConfigError naming brand, path and what is wrong, of all brands at once; never a secret
 */
export async function loadBrands(folder: string, env: Environment): Promise<Brands> {
  const entries = await readdir(folder, { withFileTypes: true });
  const ids = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
  const read = await Promise.all(
    ids.map(async (id) => readBrand(id, await readYaml(join(folder, id, 'brand.yaml')), env)),
  );
  const problems = read.flatMap((result) => result.problems);
  if (problems.length > 0)
    throw new ConfigError(['the brands are not as they should be:', ...problems].join('\n  '));
  return new Brands(read.flatMap(({ brand }) => (brand === null ? [] : [brand])));
}

async function readYaml(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

interface ReadBrand {
  readonly brand: Brand | null;
  readonly problems: readonly string[];
}

/** @param id the name of the brand's folder, which its `id` must repeat */
export function readBrand(id: string, document: unknown, env: Environment): ReadBrand {
  const { value, missing } = interpolate(document, env);
  const named = (problem: string) => `brand ${id}: ${problem}`;
  if (missing.length > 0) {
    const problems = missing.map(({ path, variable }) =>
      named(`${pathText(path)}: the variable ${variable} is not set`),
    );
    return { brand: null, problems };
  }
  const { data, error } = brandSchema.safeParse(value);
  if (error !== undefined)
    return { brand: null, problems: error.issues.map((issue) => named(describeIssue(issue))) };
  if (data.id !== id) return { brand: null, problems: [named(`id: is '${data.id}', unlike its folder`)] };
  return { brand: data, problems: [] };
}
