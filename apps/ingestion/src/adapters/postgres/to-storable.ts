import type { Problem } from '../../ports/intake-store.js';

/** Postgres keeps no NUL in a text, and what a stranger sent may hold one. */
export function toStorable({ kind, field, message }: Problem): Problem {
  return {
    kind,
    field: field?.replaceAll('\0', '\uFFFD') ?? null,
    message: message.replaceAll('\0', '\uFFFD'),
  };
}
