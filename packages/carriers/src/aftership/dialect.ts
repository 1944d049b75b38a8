import { type Dialect, inBody, inQuery, PLAYED_AT } from '../dialect.js';

export const aftershipDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'ups',
  polls: [[{ carrier: 'ups' }, { path: '/trackings', query: { tracking_numbers: '1Z9', limit: '100' } }]],
  numbersIn: (request) =>
    request.method === 'POST' ? inBody('tracking_number')(request) : inQuery('tracking_numbers')(request),
  answer: (numbers) => ({ meta: { code: 200 }, data: { trackings: numbers.map(trackingOf) } }),
  registration: {
    is: ({ method }) => method === 'POST',
    answer: ([number]) => ({ meta: { code: 201 }, data: { id: `as-${number}` } }),
    understood: [
      [
        { meta: { code: 201 }, data: { id: 'a1' } },
        { state: 'registered', id: 'a1' },
      ],
      [
        { meta: { code: 4003 }, data: { tracking: { id: 'a1' } } },
        { state: 'registered', id: 'a1' },
      ],
      [{ meta: { code: 4005, message: 'not valid' } }, { state: 'refused', message: 'not valid' }],
    ],
  },
};

function trackingOf(number: string): object {
  const checkpoint = {
    checkpoint_time: PLAYED_AT,
    tag: 'InTransit',
    subtag: 'InTransit_001',
    message: 'On its way',
  };
  return { tracking_number: number, slug: 'ups', tag: 'InTransit', checkpoints: [checkpoint] };
}
