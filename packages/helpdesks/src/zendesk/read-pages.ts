import type { z } from 'zod';
import { HelpdeskError } from '../helpdesk-error.js';
import type { ZendeskApi } from './zendesk-api.js';

interface Page {
  readonly meta?:
    { readonly has_more: boolean; readonly after_cursor?: string | null | undefined } | null | undefined;
}

/** A ticket takes 5,000 comments, a hundred a page. */
const MAX_PAGES = 60;

/** Zendesk docs, Cursor pagination. The cursor is put on our own address: a link in an answer could lead anywhere. */
export async function readPages<P extends Page>(
  api: ZendeskApi,
  path: string,
  schema: z.ZodType<P>,
): Promise<readonly P[]> {
  const base = `${path}${path.includes('?') ? '&' : '?'}page[size]=100`;
  const pages: P[] = [];
  let cursor: string | null | undefined = null;
  do {
    const after: string = cursor == null ? '' : `&page[after]=${encodeURIComponent(cursor)}`;
    const page: P = await api.get(`${base}${after}`, schema);
    pages.push(page);
    cursor = page.meta?.has_more === true ? page.meta.after_cursor : null;
  } while (cursor != null && pages.length < MAX_PAGES);
  if (cursor != null)
    throw new HelpdeskError({ code: 'invalid', field: 'meta.has_more' }, 'there is no end to the pages');
  return pages;
}
