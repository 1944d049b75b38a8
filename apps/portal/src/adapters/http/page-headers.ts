import type { FastifyReply } from 'fastify';

const none = "'none'";

/** What every page carries: it is for one reader, runs nothing, and tells nobody where it was read. */
export function setPageHeaders(reply: FastifyReply, imagesFrom: string | null = null): void {
  const policy = {
    'default-src': none,
    'style-src': "'self'",
    'img-src': imagesFrom ?? none,
    'base-uri': none,
    'form-action': none,
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
