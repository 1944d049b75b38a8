import { type Dialect, lastPart, PLAYED_AT } from '../dialect.js';

export const uspsDialect: Dialect = {
  settings: { clientId: 'client-0', clientSecret: 'secret-0' },
  carrier: 'usps',
  tokenPath: '/oauth2/v3/token',
  polls: [[{ carrier: 'usps' }, { path: '/tracking/v3/tracking/1Z9', query: { expand: 'DETAIL' } }]],
  numbersIn: lastPart,
  answer: ([number]) => ({
    trackingNumber: number,
    statusCategory: 'In Transit',
    trackingEvents: [
      { eventType: 'Departed', eventTimestamp: PLAYED_AT, GMTOffset: '-05:00', eventCode: 'EF' },
    ],
  }),
};
