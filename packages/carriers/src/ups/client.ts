import { basicAuth } from '@tidings/http-client';
import { defineClient, oauthClient, onlyParcel } from '../client.js';
import { upsDialect } from './dialect.js';

/** UPS docs, OAuth client credentials and Tracking API v1. Its push, Track Alert, is subscribed to in UPS's own portal. */
export const upsClient = defineClient({
  dialect: upsDialect,
  baseUrl: 'https://onlinetools.ups.com',
  credentials: oauthClient,
  auth: ({ clientId, clientSecret }) => ({
    kind: 'client_credentials',
    token: {
      method: 'POST',
      path: '/security/v1/oauth/token',
      headers: basicAuth(clientId, clientSecret),
      body: { form: { grant_type: 'client_credentials' } },
    },
  }),
  // It publishes no figures; this is ours.
  limits: [{ requests: 10, perSeconds: 1 }],
  uses: [],
  carriers: { known: { ups: 'ups', ups_mail_innovations: 'ups' }, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => {
      const { number } = onlyParcel(parcels);
      return {
        method: 'GET',
        path: `/api/track/v1/details/${encodeURIComponent(number)}`,
        query: { locale: 'en_US', returnSignature: 'false' },
        // Both are required, to find a request again in UPS's logs.
        headers: { transid: number.slice(-32), transactionsrc: 'tidings' },
      };
    },
  },
});
