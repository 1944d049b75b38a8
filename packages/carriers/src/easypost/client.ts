import { basicAuth } from '@tidings/http-client';
import { z } from 'zod';
import { apiKey, type AskedParcel, defineClient, onlyParcel, type Registered } from '../client.js';
import { optionalText } from '../wire-parts.js';
import { easypostDialect } from './dialect.js';

/** EasyPost docs, Carriers: the names differ from ours by more than their case in these. */
const CARRIERS = {
  canada_post: 'CanadaPost',
  dhl_ecommerce: 'DhlEcs',
  dhl_express: 'DHLExpress',
  dhl_parcel_de: 'DHLPaket',
  fedex: 'FedEx',
  lasership: 'LaserShipV2',
  ontrac: 'OnTrac',
  royal_mail: 'RoyalMail',
  ups: 'UPS',
  usps: 'USPS',
} as const;

/** EasyPost docs, Trackers: a Tracker is made once and looked for by its number. There is no way to end one. */
export const easypostClient = defineClient({
  dialect: easypostDialect,
  baseUrl: 'https://api.easypost.com/v2',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: basicAuth(key, '') }),
  // It publishes no figures; this is ours.
  limits: [{ requests: 5, perSeconds: 1 }],
  uses: [],
  carriers: { known: CARRIERS, others: 'detected' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => {
      const { number, theirCarrier } = onlyParcel(parcels);
      const query = { tracking_code: number, carrier: theirCarrier ?? undefined, page_size: '5' };
      return { method: 'GET', path: '/trackers', query };
    },
  },
  registration: {
    numbersPerRequest: 1,
    lastsDays: null,
    isCounted: true,
    isTelling: true,
    register: (parcels) => {
      const { number, theirCarrier } = onlyParcel(parcels);
      const tracker = { tracking_code: number, ...(theirCarrier !== null && { carrier: theirCarrier }) };
      return { method: 'POST', path: '/trackers', body: { json: { tracker } } };
    },
    readRegistered,
  },
});

const answerSchema = z.union([
  z.object({ id: z.string(), tracking_code: z.string() }),
  z.object({ error: z.object({ code: z.string().catch(''), message: optionalText }) }),
]);

function readRegistered(payload: unknown, parcels: readonly AskedParcel[]): readonly Registered[] {
  const { number } = onlyParcel(parcels);
  const { data } = answerSchema.safeParse(payload);
  if (data === undefined) return [];
  if ('id' in data) return [{ number, state: 'registered', id: data.id }];
  const { code, message } = data.error;
  return [{ number, state: 'refused', message: message ?? code }];
}
