import { type Dialect, lastPart } from '../dialect.js';

export const upsDialect: Dialect = {
  settings: { clientId: 'client-0', clientSecret: 'secret-0' },
  carrier: 'ups',
  tokenPath: '/security/v1/oauth/token',
  polls: [[{ carrier: 'ups' }, { path: '/api/track/v1/details/1Z9' }]],
  numbersIn: lastPart,
  answer: ([number]) => ({
    trackResponse: { shipment: [{ package: [{ trackingNumber: number, activity: [DEPARTED] }] }] },
  }),
};

const DEPARTED = {
  date: '20261120',
  time: '151900',
  status: { type: 'I', code: 'DP', statusCode: '005', description: 'Departed' },
};
