import type { CarrierPlugin } from '@tidings/carriers';
import type { FakeRequest } from './fake-api.js';

/** How one carrier's API speaks: which numbers a request is about, and the answer about them. */
export interface Dialect {
  readonly plugin: CarrierPlugin['id'];
  readonly carrier: string;
  readonly numbersIn: (request: FakeRequest) => readonly string[];
  readonly answer: (numbers: readonly string[]) => unknown;
  /** Where tokens are had. */
  readonly tokenPath?: string;
  readonly registers?: (request: FakeRequest) => boolean;
  readonly registered?: (numbers: readonly string[]) => unknown;
}

const AT = '2026-11-20T15:19:00';

function lastPart({ path }: FakeRequest): string[] {
  return [decodeURIComponent(path.split('/').at(-1) ?? '')];
}

function inQuery(name: string): Dialect['numbersIn'] {
  return ({ query }) => (query.get(name) ?? '').split(',').filter(Boolean);
}

function json(body: string): unknown {
  return body === '' ? {} : JSON.parse(body);
}

/** All that can be polled, in their own words: each parcel is in transit. */
export const DIALECTS: readonly Dialect[] = [
  {
    plugin: 'easypost',
    carrier: 'ups',
    numbersIn: (request) =>
      request.method === 'POST'
        ? [(json(request.body) as { tracker: { tracking_code: string } }).tracker.tracking_code]
        : inQuery('tracking_code')(request),
    answer: (numbers) => ({ trackers: numbers.map(easypostTracker) }),
    registers: ({ method }) => method === 'POST',
    registered: ([number = '']) => easypostTracker(number),
  },
  {
    plugin: 'shippo',
    carrier: 'ups',
    numbersIn: (request) =>
      request.method === 'POST'
        ? [(json(request.body) as { tracking_number: string }).tracking_number]
        : lastPart(request),
    answer: ([number = '']) => shippoTrack(number),
    registers: ({ method }) => method === 'POST',
    registered: ([number = '']) => shippoTrack(number),
  },
  {
    plugin: 'aftership',
    carrier: 'ups',
    numbersIn: (request) =>
      request.method === 'POST'
        ? [(json(request.body) as { tracking_number: string }).tracking_number]
        : inQuery('tracking_numbers')(request),
    answer: (numbers) => ({
      meta: { code: 200 },
      data: {
        trackings: numbers.map((number) => ({
          tracking_number: number,
          slug: 'ups',
          tag: 'InTransit',
          checkpoints: [
            { checkpoint_time: AT, tag: 'InTransit', subtag: 'InTransit_001', message: 'On its way' },
          ],
        })),
      },
    }),
    registers: ({ method }) => method === 'POST',
    registered: ([number]) => ({ meta: { code: 201 }, data: { id: `as-${number}` } }),
  },
  {
    plugin: '17track',
    carrier: 'ups',
    numbersIn: ({ body }) => (json(body) as { number: string }[]).map(({ number }) => number),
    answer: (numbers) => ({
      code: 0,
      data: {
        accepted: numbers.map((number) => ({
          number,
          carrier: 100002,
          track_info: {
            latest_status: { status: 'InTransit', sub_status: 'InTransit_Other' },
            tracking: {
              providers: [
                {
                  provider: { key: 100002 },
                  events: [
                    { time_iso: `${AT}-05:00`, description: 'Departed', sub_status: 'InTransit_Departure' },
                  ],
                },
              ],
            },
          },
        })),
        rejected: [],
      },
    }),
    registers: ({ path }) => path.endsWith('/register'),
    registered: (numbers) => ({
      code: 0,
      data: { accepted: numbers.map((number) => ({ number })), rejected: [] },
    }),
  },
  {
    plugin: 'shipengine',
    carrier: 'ups',
    numbersIn: inQuery('tracking_number'),
    answer: ([number]) => ({
      tracking_number: number,
      carrier_code: 'ups',
      status_code: 'IT',
      events: [
        { occurred_at: `${AT}Z`, carrier_occurred_at: AT, description: 'Departed', status_code: 'IT' },
      ],
    }),
    registers: ({ path }) => path.endsWith('/start'),
    registered: () => undefined,
  },
  {
    plugin: 'ups',
    carrier: 'ups',
    tokenPath: '/security/v1/oauth/token',
    numbersIn: lastPart,
    answer: ([number]) => ({
      trackResponse: {
        shipment: [
          {
            package: [
              {
                trackingNumber: number,
                activity: [
                  {
                    date: '20261120',
                    time: '151900',
                    status: { type: 'I', code: 'DP', statusCode: '005', description: 'Departed' },
                  },
                ],
              },
            ],
          },
        ],
      },
    }),
  },
  {
    plugin: 'fedex',
    carrier: 'fedex',
    tokenPath: '/oauth/token',
    numbersIn: ({ body }) =>
      (json(body) as { trackingInfo: { trackingNumberInfo: { trackingNumber: string } }[] }).trackingInfo.map(
        (info) => info.trackingNumberInfo.trackingNumber,
      ),
    answer: (numbers) => ({
      transactionId: crypto.randomUUID(),
      output: {
        completeTrackResults: numbers.map((number) => ({
          trackResults: [
            {
              trackingNumberInfo: { trackingNumber: number },
              scanEvents: [{ date: `${AT}-05:00`, eventType: 'DP', eventDescription: 'Left FedEx facility' }],
            },
          ],
        })),
      },
    }),
  },
  {
    plugin: 'usps',
    carrier: 'usps',
    tokenPath: '/oauth2/v3/token',
    numbersIn: lastPart,
    answer: ([number]) => ({
      trackingNumber: number,
      statusCategory: 'In Transit',
      trackingEvents: [{ eventType: 'Departed', eventTimestamp: AT, GMTOffset: '-05:00', eventCode: 'EF' }],
    }),
  },
  {
    plugin: 'dhl',
    carrier: 'dhl',
    numbersIn: inQuery('trackingNumber'),
    answer: ([number]) => ({
      shipments: [
        {
          id: number,
          events: [{ timestamp: AT, statusCode: 'transit', status: 'transit', description: 'Departed' }],
        },
      ],
    }),
  },
  {
    plugin: 'dhl_express',
    carrier: 'dhl_express',
    numbersIn: ({ path }) => [decodeURIComponent(path.split('/').at(-2) ?? '')],
    answer: ([number]) => ({
      shipments: [
        {
          shipmentTrackingNumber: number,
          events: [
            {
              date: '2026-11-20',
              time: '15:19:00',
              GMTOffset: '+01:00',
              typeCode: 'DF',
              description: 'Departed',
            },
          ],
        },
      ],
    }),
  },
  {
    plugin: 'dhl_ecommerce',
    carrier: 'dhl_ecommerce',
    tokenPath: '/auth/v4/accesstoken',
    numbersIn: inQuery('trackingId'),
    answer: ([number]) => ({
      packages: [
        {
          package: { trackingId: number },
          events: [
            {
              date: '2026-11-20',
              time: '15:19:00',
              primaryEventId: 155,
              primaryEventDescription: 'Departed',
            },
          ],
        },
      ],
    }),
  },
  {
    plugin: 'dhl_parcel_de',
    carrier: 'dhl_parcel_de',
    numbersIn: ({ query }) => [/piece-code="([^"]*)"/.exec(query.get('xml') ?? '')?.[1] ?? ''],
    answer: ([number]) =>
      `<?xml version="1.0"?><data name="piece-shipment-list" code="0"><data name="piece-shipment" piece-code="${number}">` +
      `<data name="piece-event-list"><data name="piece-event" event-timestamp="20.11.2026 15:19" event-text="Bearbeitet" ` +
      `standard-event-code="AA" ice="PARCV" ric="OTHER"/></data></data></data>`,
  },
];

function easypostTracker(number: string) {
  return {
    id: `trk_${number}`,
    object: 'Tracker',
    tracking_code: number,
    carrier: 'UPS',
    status: 'in_transit',
    tracking_details: [
      { status: 'in_transit', status_detail: 'departed_facility', message: 'Departed', datetime: `${AT}Z` },
    ],
  };
}

function shippoTrack(number: string) {
  const status = {
    status: 'TRANSIT',
    status_date: `${AT}Z`,
    status_details: 'Departed',
    object_id: `o-${number}`,
  };
  return { carrier: 'ups', tracking_number: number, tracking_status: status, tracking_history: [status] };
}
