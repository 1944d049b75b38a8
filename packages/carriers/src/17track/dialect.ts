import { type Dialect, inBody, PLAYED_AT } from '../dialect.js';

const REJECTED = (error: object): object => ({ data: { rejected: [{ number: '1Z9', error }] } });

export const seventeenTrackDialect: Dialect = {
  settings: { apiKey: 'key-0' },
  carrier: 'ups',
  polls: [
    [
      { carrier: 'ups', theirCarrier: '100002' },
      { path: '/gettrackinfo', body: { json: [{ number: '1Z9', carrier: 100002 }] } },
    ],
    [{ carrier: 'evri', theirCarrier: null }, { body: { json: [{ number: '1Z9' }] } }],
  ],
  numbersIn: inBody('number'),
  answer: (numbers) => ({ code: 0, data: { accepted: numbers.map(acceptedOf), rejected: [] } }),
  registration: {
    is: ({ path }) => path.endsWith('/register'),
    answer: (numbers) => ({
      code: 0,
      data: { accepted: numbers.map((number) => ({ number })), rejected: [] },
    }),
    understood: [
      [
        { code: 0, data: { accepted: [{ number: '1Z9', carrier: 100002 }], rejected: [] } },
        { state: 'registered' },
      ],
      [REJECTED({ code: -18019901 }), { state: 'registered' }],
      [REJECTED({ code: -18019903, message: 'which?' }), { state: 'refused', message: 'which?' }],
      [REJECTED({ code: -18019908 }), { state: 'no_quota' }],
    ],
  },
};

function acceptedOf(number: string): object {
  const event = {
    time_iso: `${PLAYED_AT}-05:00`,
    description: 'Departed',
    sub_status: 'InTransit_Departure',
  };
  return {
    number,
    carrier: 100002,
    track_info: {
      latest_status: { status: 'InTransit', sub_status: 'InTransit_Other' },
      tracking: { providers: [{ provider: { key: 100002 }, events: [event] }] },
    },
  };
}
