import { basicAuth } from '@tidings/http-client';
import { defineClient, onlyParcel, userAndPassword } from '../client.js';
import { dhlExpressDialect } from './dialect.js';

/** DHL docs, MyDHL API, Tracking. Without the offset of each event its times are local and say not where. */
export const dhlExpressClient = defineClient({
  dialect: dhlExpressDialect,
  baseUrl: 'https://express.api.dhl.com/mydhlapi',
  credentials: userAndPassword,
  auth: ({ username, password }) => ({ kind: 'headers', headers: basicAuth(username, password) }),
  // 500 a day to begin with. [M]
  limits: [
    { requests: 2, perSeconds: 1 },
    { requests: 500, perSeconds: 86_400 },
  ],
  uses: [],
  carriers: { known: { dhl_express: 'express' }, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => ({
      method: 'GET',
      path: `/shipments/${encodeURIComponent(onlyParcel(parcels).number)}/tracking`,
      query: {
        trackingView: 'all-checkpoints',
        levelOfDetail: 'all',
        requestGMTOffsetPerEvent: 'true',
      },
    }),
  },
});
