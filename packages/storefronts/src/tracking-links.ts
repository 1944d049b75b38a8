/** A fulfilment's tracking as the shop shows it. */
export interface ShownTracking {
  readonly fulfillmentId: string;
  readonly urls: readonly string[];
}

/** What was done to a fulfilment: kept between calls, so that a merchant's later edit is known for one. */
export interface PublishedLink {
  readonly fulfillmentId: string;
  /** What we wrote; null once the merchant wrote something else: theirs from then on. */
  readonly link: string | null;
  /** What stood there before us. */
  readonly before: readonly string[];
}

export interface TrackingLinkOrder {
  readonly orderNumber: string;
  readonly link: string;
  readonly published: readonly PublishedLink[];
}

export interface LinkPlan {
  readonly write: readonly { readonly fulfillmentId: string; readonly urls: readonly string[] }[];
  /** What holds once `write` is done. */
  readonly published: readonly PublishedLink[];
}

/** Which fulfilments get the link: those that never had it. Doing it twice changes nothing the second time. */
export function planLinks(shown: readonly ShownTracking[], { link, published }: TrackingLinkOrder): LinkPlan {
  const known = new Map(published.map((each) => [each.fulfillmentId, each]));
  const write: LinkPlan['write'][number][] = [];
  for (const { fulfillmentId, urls } of shown) {
    const before = known.get(fulfillmentId);
    const isOurs = before?.link != null && isOnly(urls, before.link);
    if (before !== undefined && !isOurs) {
      known.set(fulfillmentId, { ...before, link: null });
      continue;
    }
    if (isOnly(urls, link)) {
      known.set(fulfillmentId, before ?? { fulfillmentId, link, before: [] });
      continue;
    }
    write.push({ fulfillmentId, urls: [link] });
    known.set(fulfillmentId, { fulfillmentId, link, before: before?.before ?? urls });
  }
  return { write, published: [...known.values()] };
}

/** Puts back what stood before, where our link still stands. */
export function planRemoval(
  shown: readonly ShownTracking[],
  published: readonly PublishedLink[],
): LinkPlan['write'] {
  const byId = new Map(shown.map((each) => [each.fulfillmentId, each.urls]));
  return published.flatMap(({ fulfillmentId, link, before }) => {
    const urls = byId.get(fulfillmentId);
    const isOurs = link !== null && urls !== undefined && isOnly(urls, link);
    return isOurs ? [{ fulfillmentId, urls: before }] : [];
  });
}

function isOnly(urls: readonly string[], link: string): boolean {
  return urls.length > 0 && urls.every((url) => url === link);
}
