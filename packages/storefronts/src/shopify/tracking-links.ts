import type { ApiAnswer, ApiRequest, Conversation } from '@tidings/http-client';
import { z } from 'zod';
import { get, jsonOf } from '../client.js';
import {
  type LinkPlan,
  planLinks,
  planRemoval,
  type PublishedLink,
  type TrackingLinkOrder,
} from '../tracking-links.js';
import { optionalText } from '../wire-parts.js';

const texts = z.array(z.string()).nullish().catch(null);

const ordersSchema = z.object({
  orders: z.array(
    z.object({
      name: z.string(),
      fulfillments: z
        .array(
          z.object({
            id: z.union([z.number(), z.string()]).transform(String),
            status: optionalText,
            tracking_company: optionalText,
            tracking_numbers: texts,
            tracking_urls: texts,
          }),
        )
        .default([]),
    }),
  ),
});
type Fulfillment = z.infer<typeof ordersSchema>['orders'][number]['fulfillments'][number];

export function* publishShopifyLinks(
  api: string,
  order: TrackingLinkOrder,
): Conversation<readonly PublishedLink[]> {
  const fulfillments = readFulfillments(yield find(api, order.orderNumber), order.orderNumber);
  const plan = planLinks(fulfillments.map(shownOf), order);
  const failed = yield* write(api, plan.write, fulfillments);
  return plan.published.filter(({ fulfillmentId }) => !failed.has(fulfillmentId));
}

export function* removeShopifyLinks(
  api: string,
  { orderNumber, published }: Omit<TrackingLinkOrder, 'link'>,
): Conversation<readonly PublishedLink[]> {
  const fulfillments = readFulfillments(yield find(api, orderNumber), orderNumber);
  const failed = yield* write(api, planRemoval(fulfillments.map(shownOf), published), fulfillments);
  return published.filter(({ fulfillmentId }) => failed.has(fulfillmentId));
}

function find(api: string, orderNumber: string): ApiRequest {
  return get(`${api}/orders.json`, { name: orderNumber, status: 'any', fields: 'name,fulfillments' });
}

/** Those with a number: Shopify shows no address without one. The search also finds `1001-A`. */
function readFulfillments(answer: ApiAnswer, orderNumber: string): readonly Fulfillment[] {
  const { data } = ordersSchema.safeParse(jsonOf(answer));
  const found = data?.orders.find(({ name }) => name.replace(/^#(?=.)/, '') === orderNumber);
  return (found?.fulfillments ?? []).filter(
    ({ status, tracking_numbers: numbers }) => status === 'success' && (numbers ?? []).length > 0,
  );
}

function shownOf({ id, tracking_urls: urls }: Fulfillment) {
  return { fulfillmentId: id, urls: urls ?? [] };
}

/** Shopify GraphQL Admin docs, fulfillmentTrackingInfoUpdate: without addresses Shopify makes the carrier's own again. */
const MUTATION = `mutation($id: ID!, $tracking: FulfillmentTrackingInput!) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: false) {
    userErrors { message }
  }
}`;

const writtenSchema = z.object({
  data: z.object({
    fulfillmentTrackingInfoUpdate: z.object({ userErrors: z.array(z.unknown()).length(0) }),
  }),
});

/** @returns the fulfilments that Shopify would not change */
function* write(
  api: string,
  plan: LinkPlan['write'],
  fulfillments: readonly Fulfillment[],
): Conversation<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const { fulfillmentId, urls } of plan) {
    const own = fulfillments.find(({ id }) => id === fulfillmentId);
    const numbers = own?.tracking_numbers ?? [];
    const tracking = {
      company: own?.tracking_company ?? undefined,
      numbers,
      // As many as there are numbers: the one link stands for each of them.
      ...(urls.length > 0 && { urls: numbers.map((_, index) => urls[index] ?? urls[0]) }),
    };
    const json = {
      query: MUTATION,
      variables: { id: `gid://shopify/Fulfillment/${fulfillmentId}`, tracking },
    };
    const answer = yield { method: 'POST', path: `${api}/graphql.json`, body: { json } };
    if (!writtenSchema.safeParse(jsonOf(answer)).success) failed.add(fulfillmentId);
  }
  return failed;
}
