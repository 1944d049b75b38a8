import type { FastifyReply } from 'fastify';

const none = "'none'";

export interface PageNeeds {
  /** The origin of its logo. */
  readonly imagesFrom?: string | null;
  /** It has a form, which is sent to where the page came from. */
  readonly hasForm?: boolean;
}

/** What every page carries: it is for one reader, runs nothing, and tells nobody where it was read. */
export function setPageHeaders(
  reply: FastifyReply,
  { imagesFrom = null, hasForm = false }: PageNeeds = {},
): void {
  const policy = {
    'default-src': none,
    'style-src': "'self'",
    'img-src': imagesFrom ?? none,
    'base-uri': none,
    'form-action': hasForm ? "'self'" : none,
    'frame-ancestors': none,
  };
  void reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': Object.entries(policy)
      .map((rule) => rule.join(' '))
      .join('; '),
  });
}
