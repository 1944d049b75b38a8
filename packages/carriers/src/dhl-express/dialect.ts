import type { Dialect } from '../dialect.js';

export const dhlExpressDialect: Dialect = {
  settings: { username: 'user-0', password: 'pass-0' },
  carrier: 'dhl_express',
  polls: [[{ carrier: 'dhl_express' }, { path: '/shipments/1Z9/tracking' }]],
  numbersIn: ({ path }) => [decodeURIComponent(path.split('/').at(-2) ?? '')],
  answer: ([number]) => ({ shipments: [{ shipmentTrackingNumber: number, events: [DEPARTED] }] }),
};

const DEPARTED = {
  date: '2026-11-20',
  time: '15:19:00',
  GMTOffset: '+01:00',
  typeCode: 'DF',
  description: 'Departed',
};
