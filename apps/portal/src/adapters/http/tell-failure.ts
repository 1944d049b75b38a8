import type { FailureBody } from '@tidings/platform';
import { renderNoticePage } from '@tidings/wording';
import type { PageLayouts } from './page-layouts.js';
import { setPageHeaders } from './page-headers.js';

/**
 * Whatever is wrong with an address is one and the same page: an unknown host, a token of another brand, a path that is no
 * path. Only our own failures look different, and are the same for every address.
 */
export function tellFailure(layouts: PageLayouts): FailureBody {
  const notFound = layouts.layOutNotice(renderNoticePage('notFound', null));
  const unavailable = layouts.layOutNotice(renderNoticePage('unavailable', null));
  const tooMany = layouts.layOutNotice(renderNoticePage('tooMany', null));
  return ({ code }, reply) => {
    setPageHeaders(reply);
    if (code === 'rate_limited') return tooMany;
    if (code === 'internal' || code === 'unavailable' || code === 'overloaded') return unavailable;
    void reply.status(404);
    return notFound;
  };
}
