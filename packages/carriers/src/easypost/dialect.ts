import { type Dialect, inBody, inQuery, PLAYED_AT } from '../dialect.js';

export const easypostDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'ups',
  polls: [
    [
      { carrier: 'ups' },
      { path: '/trackers', query: { tracking_code: '1Z9', carrier: 'theirs', page_size: '5' } },
    ],
  ],
  numbersIn: (request) => (request.method === 'POST' ? inBody : inQuery)('tracking_code')(request),
  answer: (numbers) => ({ trackers: numbers.map(trackerOf) }),
  registration: {
    is: ({ method }) => method === 'POST',
    answer: ([number = '']) => trackerOf(number),
    understood: [
      [
        { id: 'trk_1', tracking_code: '1Z9' },
        { state: 'registered', id: 'trk_1' },
      ],
      [
        { error: { code: 'TRACKER.CREATE.ERROR', message: 'no carrier' } },
        { state: 'refused', message: 'no carrier' },
      ],
    ],
  },
};

function trackerOf(number: string): object {
  return {
    id: `trk_${number}`,
    object: 'Tracker',
    tracking_code: number,
    carrier: 'UPS',
    status: 'in_transit',
    tracking_details: [
      {
        status: 'in_transit',
        status_detail: 'departed_facility',
        message: 'Departed',
        datetime: `${PLAYED_AT}Z`,
      },
    ],
  };
}
