import { type Dialect, inQuery, PLAYED_AT } from '../dialect.js';

export const dhlDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'dhl',
  polls: [
    [
      { carrier: 'dhl', theirCarrier: '', postalCode: '50968' },
      {
        path: '/track/shipments',
        query: { trackingNumber: '1Z9', service: undefined, recipientPostalCode: '50968', language: 'en' },
      },
    ],
  ],
  numbersIn: inQuery('trackingNumber'),
  answer: ([number]) => ({
    shipments: [
      {
        id: number,
        events: [{ timestamp: PLAYED_AT, statusCode: 'transit', status: 'transit', description: 'Departed' }],
      },
    ],
  }),
};
