import { z } from 'zod';
import { apiKey, type AskedParcel, defineClient, onlyParcel, type Registered } from '../client.js';
import { optionalText } from '../wire-parts.js';
import { shippoDialect } from './dialect.js';

/** Shippo docs, Carriers: the names that differ from ours; the others are written as we write them. */
const CARRIERS = {
  dhl_ecommerce: 'dhl_ecommerce',
  dhl_parcel_de: 'dhl_germany',
  royal_mail: 'royal_mail',
} as const;

/** Shippo docs, Tracking: 500 GET and 750 POST a minute; the smaller stands for both. */
export const shippoClient = defineClient({
  dialect: shippoDialect,
  baseUrl: 'https://api.goshippo.com',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: { authorization: `ShippoToken ${key}` } }),
  limits: [{ requests: 500, perSeconds: 60 }],
  uses: [],
  carriers: { known: CARRIERS, others: 'same_name' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => {
      const { number, theirCarrier, carrier } = onlyParcel(parcels);
      const path = `/tracks/${encodeURIComponent(theirCarrier ?? carrier)}/${encodeURIComponent(number)}`;
      return { method: 'GET', path };
    },
  },
  registration: {
    numbersPerRequest: 1,
    lastsDays: null,
    isCounted: true,
    isTelling: true,
    // Not idempotent: a second one doubles every notice.
    register: (parcels) => {
      const { number, theirCarrier, carrier } = onlyParcel(parcels);
      const json = { carrier: theirCarrier ?? carrier, tracking_number: number };
      return { method: 'POST', path: '/tracks/', body: { json } };
    },
    readRegistered,
  },
});

const answerSchema = z.object({ tracking_number: optionalText, detail: optionalText });

/** Nonsense is answered 201 too: only a body that repeats no number is a refusal. */
function readRegistered(payload: unknown, parcels: readonly AskedParcel[]): readonly Registered[] {
  const { number } = onlyParcel(parcels);
  const { data } = answerSchema.safeParse(payload);
  if (data?.tracking_number) return [{ number, state: 'registered' }];
  return [{ number, state: 'refused', message: data?.detail ?? 'Shippo refused' }];
}
