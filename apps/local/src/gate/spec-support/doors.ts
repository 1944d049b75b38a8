import { Pool } from 'undici';
import { easypostBody, easypostSignature, type TrackerRow } from '../../feed/easypost-body.js';
import { testBrands, type TestBrand } from '../../harness/write-brands.js';
import type { Parcel } from './parcels.js';
import type { Stage } from './stage.js';

const CONNECTIONS = 16;

export interface Delivery {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** The brand's own calls; `isHistory` marks them as an import. */
export function apiCall(
  path: '/v1/orders' | '/v1/events',
  body: string,
  options: CallOptions = {},
): Delivery {
  const { isHistory = false, brand = testBrands[0] } = options;
  return { path: `${path}?history=${isHistory}`, body, headers: { authorization: `Bearer ${brand.apiKey}` } };
}

export interface CallOptions {
  readonly isHistory?: boolean;
  readonly brand?: TestBrand;
}

/** All rows of a parcel as EasyPost sends them, signed. */
export function webhook(
  { trackingNumber }: Parcel,
  rows: readonly TrackerRow[],
  brand: TestBrand = testBrands[0],
): Delivery {
  const eventId = `evt_${trackingNumber}_${rows.length}_${rows.at(-1)?.at}`;
  return signed(easypostBody({ trackingNumber, carrier: 'FedEx', rows }, eventId), brand);
}

export function signed(body: string, brand: TestBrand): Delivery {
  const signature = easypostSignature(body, brand.easypostSecret);
  return { path: `/hooks/${brand.id}/easypost`, body, headers: { 'x-hmac-signature': signature } };
}

/** Delivers all, many at a time. @throws when one of them is not taken */
export async function deliver(stage: Stage, deliveries: readonly Delivery[]): Promise<void> {
  const pool = new Pool(stage.urlOf('ingestion'), { connections: CONNECTIONS });
  const waiting = deliveries.values();
  const oneAfterTheOther = async (): Promise<void> => {
    for (const delivery of waiting) {
      const { status, body } = await post(pool, delivery);
      if (status !== 202) throw new Error(`${delivery.path} was answered ${status}: ${body}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, oneAfterTheOther));
  } finally {
    await pool.destroy();
  }
}

/** Delivers one, however it is answered. */
export async function tryDelivery(stage: Stage, delivery: Delivery): Promise<Answered> {
  const pool = new Pool(stage.urlOf('ingestion'), { connections: 1 });
  try {
    return await post(pool, delivery);
  } finally {
    await pool.destroy();
  }
}

async function post(pool: Pool, { path, body, headers }: Delivery): Promise<Answered> {
  const answer = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.statusCode, body: await answer.body.text() };
}
