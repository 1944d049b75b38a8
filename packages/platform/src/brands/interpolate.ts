import type { Environment } from '../config/read-config.js';

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export interface Interpolated {
  readonly value: unknown;
  readonly missing: readonly { readonly path: readonly PropertyKey[]; readonly variable: string }[];
}

/**
 * Puts environment variables in the place of `${NAME}` in every text of a parsed document. It works on values, not on the
 * file's text, so that no secret can change the document's structure.
 */
export function interpolate(document: unknown, env: Environment): Interpolated {
  const missing: Interpolated['missing'][number][] = [];

  function walk(value: unknown, path: readonly PropertyKey[]): unknown {
    if (typeof value === 'string')
      return value.replace(REFERENCE, (_all, name: string) => lookUp(name, path));
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
  }

  function lookUp(variable: string, path: readonly PropertyKey[]): string {
    const value = env[variable];
    if (value === undefined || value === '') missing.push({ path, variable });
    return value ?? '';
  }

  return { value: walk(document, []), missing };
}
