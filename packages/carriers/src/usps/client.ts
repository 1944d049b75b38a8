import { defineClient, oauthClient, onlyParcel } from '../client.js';
import { uspsDialect } from './dialect.js';

/** USPS docs, OAuth v3 and Tracking v3. Its push is subscribed to by mailer id, in USPS's own portal. */
export const uspsClient = defineClient({
  dialect: uspsDialect,
  baseUrl: 'https://apis.usps.com',
  credentials: oauthClient,
  auth: ({ clientId, clientSecret }) => ({
    kind: 'client_credentials',
    token: {
      method: 'POST',
      path: '/oauth2/v3/token',
      body: {
        json: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      },
    },
  }),
  // What a new application is given; more on request. [M]
  limits: [{ requests: 60, perSeconds: 3600 }],
  uses: [],
  carriers: { known: { usps: 'usps' }, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => ({
      method: 'GET',
      path: `/tracking/v3/tracking/${encodeURIComponent(onlyParcel(parcels).number)}`,
      query: { expand: 'DETAIL' },
    }),
  },
});
