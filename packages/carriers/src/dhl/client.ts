import { apiKey, defineClient, onlyParcel } from '../client.js';
import { dhlDialect } from './dialect.js';

/** DHL docs, Shipment Tracking Unified, `service`. */
const SERVICES = {
  deutsche_post: 'post-de',
  dhl: '',
  dhl_ecommerce: 'ecommerce',
  dhl_express: 'express',
  dhl_parcel_de: 'parcel-de',
} as const;

/** DHL docs, Shipment Tracking Unified: 250 calls a day to begin with, one in five seconds. [M] Its push is subscribed to by hand. */
export const dhlClient = defineClient({
  dialect: dhlDialect,
  baseUrl: 'https://api-eu.dhl.com',
  credentials: apiKey,
  auth: ({ apiKey: key }) => ({ kind: 'headers', headers: { 'dhl-api-key': key } }),
  limits: [
    { requests: 1, perSeconds: 5 },
    { requests: 250, perSeconds: 86_400 },
  ],
  uses: ['postalCode'],
  carriers: { known: SERVICES, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => {
      const { number, theirCarrier, postalCode } = onlyParcel(parcels);
      return {
        method: 'GET',
        path: '/track/shipments',
        query: {
          trackingNumber: number,
          service: theirCarrier || undefined,
          recipientPostalCode: postalCode,
          language: 'en',
        },
      };
    },
  },
});
