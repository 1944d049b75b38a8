import { type Dialect, inQuery, PLAYED_AT } from '../dialect.js';

export const shipengineDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'ups',
  polls: [
    [{ carrier: 'ups' }, { path: '/tracking', query: { carrier_code: 'theirs', tracking_number: '1Z9' } }],
  ],
  numbersIn: inQuery('tracking_number'),
  answer: ([number]) => ({
    tracking_number: number,
    carrier_code: 'ups',
    status_code: 'IT',
    events: [
      {
        occurred_at: `${PLAYED_AT}Z`,
        carrier_occurred_at: PLAYED_AT,
        description: 'Departed',
        status_code: 'IT',
      },
    ],
  }),
  registration: {
    is: ({ path }) => path.endsWith('/start'),
    answer: () => undefined,
    understood: [
      [null, { state: 'registered' }],
      [{ errors: [{ message: 'bad carrier' }] }, { state: 'refused', message: 'bad carrier' }],
    ],
  },
};
