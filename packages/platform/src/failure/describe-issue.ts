import type { z } from 'zod';

/** `parcels[0].number`, as one would write it; empty for the value as a whole. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

export function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const field = pathText(path);
  return field === '' ? message : `${field}: ${message}`;
}
