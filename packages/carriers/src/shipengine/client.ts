import type { ApiRequest } from '@tidings/http-client';
import { z } from 'zod';
import { apiKey, type AskedParcel, defineClient, onlyParcel, type Registered } from '../client.js';
import { refusalText } from '../wire-parts.js';
import { shipengineDialect } from './dialect.js';

/** ShipEngine docs, Carrier codes: those that differ from ours. */
const CARRIERS = {
  dhl_ecommerce: 'dhl_global_mail',
  royal_mail: 'royal_mail',
  usps: 'stamps_com',
} as const;

/** ShipEngine docs, Rate limits: 200 requests a minute. */
export const shipengineClient = defineClient({
  dialect: shipengineDialect,
  baseUrl: 'https://api.shipengine.com/v1',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: { 'api-key': key } }),
  limits: [{ requests: 200, perSeconds: 60 }],
  uses: [],
  carriers: { known: CARRIERS, others: 'same_name' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => ask('GET', '/tracking', onlyParcel(parcels)),
  },
  registration: {
    numbersPerRequest: 1,
    lastsDays: null,
    isCounted: true,
    isTelling: false,
    register: (parcels) => ask('POST', '/tracking/start', onlyParcel(parcels)),
    readRegistered,
    stop: (parcel) => ask('POST', '/tracking/stop', parcel),
  },
});

function ask(method: ApiRequest['method'], path: string, parcel: AskedParcel): ApiRequest {
  const { number, carrier, theirCarrier } = parcel;
  return { method, path, query: { carrier_code: theirCarrier ?? carrier, tracking_number: number } };
}

const refusalSchema = z.object({
  errors: z.array(z.object({ message: refusalText('ShipEngine') })).min(1),
});

/** Success is 204 without a body. */
function readRegistered(payload: unknown, parcels: readonly AskedParcel[]): readonly Registered[] {
  const { number } = onlyParcel(parcels);
  const { data } = refusalSchema.safeParse(payload);
  const message = data?.errors[0]?.message;
  return [message === undefined ? { number, state: 'registered' } : { number, state: 'refused', message }];
}
