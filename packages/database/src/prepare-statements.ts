import type pg from 'pg';

/** More texts than a service has; beyond it some text is built from values, and its plans would only fill memory. */
const MAX_STATEMENTS = 500;

const names = new Map<string, string>();

/**
 * Every statement with parameters is parsed and planned once per connection instead of with every call, which for batches
 * of some ten rows is a good part of what they cost. A statement lists its columns: a prepared `select *` fails once a
 * migration adds one.
 */
export function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const prepared = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : null;
    return name === null ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
  };
  client.query = prepared as typeof client.query;
}

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_STATEMENTS) return null;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
