import { basicAuth } from '@tidings/http-client';
import { defineClient, oauthClient, onlyParcel } from '../client.js';
import { dhlEcommerceDialect } from './dialect.js';

/** DHL eCommerce Americas docs, Authentication v4 and Tracking v4. */
export const dhlEcommerceClient = defineClient({
  dialect: dhlEcommerceDialect,
  baseUrl: 'https://api.dhlecs.com',
  credentials: oauthClient,
  auth: ({ clientId, clientSecret }) => ({
    kind: 'client_credentials',
    token: {
      method: 'POST',
      path: '/auth/v4/accesstoken',
      headers: basicAuth(clientId, clientSecret),
      body: { form: { grant_type: 'client_credentials' } },
    },
  }),
  // It publishes no figures; this is ours.
  limits: [{ requests: 5, perSeconds: 1 }],
  uses: [],
  carriers: { known: { dhl_ecommerce: 'dhl_ecommerce' }, others: 'none' },
  poll: {
    numbersPerRequest: 1,
    request: (parcels) => ({
      method: 'GET',
      path: '/tracking/v4/package/open',
      query: { trackingId: onlyParcel(parcels).number },
    }),
  },
});
