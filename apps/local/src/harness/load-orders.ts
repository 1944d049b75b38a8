import { Pool } from 'undici';
import { orderBody } from '../feed/order-body.js';
import type { ParcelStory } from '../feed/parcel-story.js';
import type { TestBrand } from './write-brands.js';

const CONNECTIONS = 16;

export interface OrderLoad {
  /** Of ingestion. */
  readonly url: string;
  readonly brand: TestBrand;
  readonly stories: readonly ParcelStory[];
}

/** Tells a brand's orders through the public API. @throws when one of them is refused */
export async function loadOrders({ url, brand, stories }: OrderLoad): Promise<void> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const waiting = stories.values();
  const headers = { authorization: `Bearer ${brand.apiKey}`, 'content-type': 'application/json' };
  const postOneAfterTheOther = async (): Promise<void> => {
    for (const story of waiting) {
      const body = orderBody(story);
      const { statusCode, body: answer } = await pool.request({
        method: 'POST',
        path: '/v1/orders',
        headers,
        body,
      });
      const said = await answer.text();
      if (statusCode !== 202)
        throw new Error(`order ${story.orderNumber} was answered ${statusCode}: ${said}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, postOneAfterTheOther));
  } finally {
    await pool.destroy();
  }
}
