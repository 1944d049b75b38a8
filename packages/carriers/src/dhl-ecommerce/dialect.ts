import { type Dialect, inQuery } from '../dialect.js';

export const dhlEcommerceDialect: Dialect = {
  settings: { clientId: 'client-0', clientSecret: 'secret-0' },
  carrier: 'dhl_ecommerce',
  tokenPath: '/auth/v4/accesstoken',
  polls: [[{ carrier: 'dhl_ecommerce' }, { query: { trackingId: '1Z9' } }]],
  numbersIn: inQuery('trackingId'),
  answer: ([number]) => ({ packages: [{ package: { trackingId: number }, events: [DEPARTED] }] }),
};

const DEPARTED = {
  date: '2026-11-20',
  time: '15:19:00',
  primaryEventId: 155,
  primaryEventDescription: 'Departed',
};
