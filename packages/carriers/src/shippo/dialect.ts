import { type Dialect, inBody, lastPart, PLAYED_AT } from '../dialect.js';

export const shippoDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'ups',
  polls: [[{ carrier: 'ups' }, { path: '/tracks/theirs/1Z9' }]],
  numbersIn: (request) =>
    request.method === 'POST' ? inBody('tracking_number')(request) : lastPart(request),
  answer: ([number = '']) => trackOf(number),
  registration: {
    is: ({ method }) => method === 'POST',
    answer: ([number = '']) => trackOf(number),
    understood: [
      [{ tracking_number: '1Z9', tracking_status: null }, { state: 'registered' }],
      [{ detail: 'carrier is unknown' }, { state: 'refused', message: 'carrier is unknown' }],
    ],
  },
};

function trackOf(number: string): object {
  const status = {
    status: 'TRANSIT',
    status_date: `${PLAYED_AT}Z`,
    status_details: 'Departed',
    object_id: `o-${number}`,
  };
  return { carrier: 'ups', tracking_number: number, tracking_status: status, tracking_history: [status] };
}
