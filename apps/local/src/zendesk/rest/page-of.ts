/** Zendesk docs, Cursor pagination: `page[size]` and `page[after]`, answered with `meta` and `links`. */
export function pageOf<T>(
  items: readonly T[],
  query: Readonly<Record<string, string | undefined>>,
): { readonly items: readonly T[]; readonly frame: object } {
  const size = Math.min(Number(query['page[size]'] ?? 100), 100);
  const start = Number(Buffer.from(query['page[after]'] ?? '', 'base64url').toString() || 0);
  const end = start + size;
  const hasMore = end < items.length;
  const cursor = Buffer.from(String(end)).toString('base64url');
  return {
    items: items.slice(start, end),
    frame: {
      meta: { has_more: hasMore, after_cursor: hasMore ? cursor : null, before_cursor: null },
      links: { next: null, prev: null },
    },
  };
}
