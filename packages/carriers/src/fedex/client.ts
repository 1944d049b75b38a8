import type { ApiAnswer, ApiFailure } from '@tidings/http-client';
import { classifyAnswer } from '@tidings/http-client';
import { type AskedParcel, defineClient, oauthClient } from '../client.js';
import { fedexDialect } from './dialect.js';

/** FedEx docs, Track API v1: 30 numbers a request; 1,400 requests in 10 seconds, of which we ask for a small part. */
export const fedexClient = defineClient({
  dialect: fedexDialect,
  baseUrl: 'https://apis.fedex.com',
  credentials: oauthClient,
  auth: ({ clientId, clientSecret }) => ({
    kind: 'client_credentials',
    token: {
      method: 'POST',
      path: '/oauth/token',
      body: {
        form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
      },
    },
  }),
  limits: [{ requests: 10, perSeconds: 1 }],
  uses: ['shipDate'],
  carriers: { known: { fedex: 'fedex' }, others: 'none' },
  poll: {
    numbersPerRequest: 30,
    request: (parcels) => ({
      method: 'POST',
      path: '/track/v1/trackingnumbers',
      headers: { 'x-locale': 'en_US' },
      body: { json: { includeDetailedScans: true, trackingInfo: parcels.map(infoOf) } },
    }),
  },
  classify,
});

/** The ship date keeps a recycled number's older life out. */
function infoOf({ number, shipDate }: AskedParcel) {
  return {
    trackingNumberInfo: { trackingNumber: number },
    ...(shipDate !== undefined && { shipDateBegin: shipDate }),
  };
}

/** FedEx docs, Rate limits: who asks too much is answered 403 for ten minutes. */
const PENALTY_SECONDS = 600;

function classify(answer: ApiAnswer): ApiFailure | null {
  const failure = classifyAnswer(answer);
  const isPenalty = answer.status === 403 && !Buffer.from(answer.body).includes('FORBIDDEN.ERROR');
  if (!isPenalty) return failure;
  return { code: 'rate_limited', message: 'answered 403', retryAfterSeconds: PENALTY_SECONDS };
}
