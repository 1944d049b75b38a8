import { type Dialect, inBody, PLAYED_AT } from '../dialect.js';

export const fedexDialect: Dialect = {
  settings: { clientId: 'client-0', clientSecret: 'secret-0' },
  carrier: 'fedex',
  tokenPath: '/oauth/token',
  polls: [
    [
      { carrier: 'fedex', shipDate: '2026-11-20' },
      {
        path: '/track/v1/trackingnumbers',
        body: {
          json: {
            includeDetailedScans: true,
            trackingInfo: [{ trackingNumberInfo: { trackingNumber: '1Z9' }, shipDateBegin: '2026-11-20' }],
          },
        },
      },
    ],
  ],
  numbersIn: inBody('trackingNumber'),
  answer: (numbers) => ({
    transactionId: crypto.randomUUID(),
    output: { completeTrackResults: numbers.map((number) => ({ trackResults: [resultOf(number)] })) },
  }),
};

function resultOf(trackingNumber: string): object {
  return {
    trackingNumberInfo: { trackingNumber },
    scanEvents: [{ date: `${PLAYED_AT}-05:00`, eventType: 'DP', eventDescription: 'Left FedEx facility' }],
  };
}
