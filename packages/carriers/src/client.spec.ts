import { describe, expect, it } from '@jest/globals';
import type { ApiRequest } from '@tidings/http-client';
import { type AskedParcel, type OpenClient, theirCarrierOf } from './client.js';
import { carrierPlugins, findCarrierPlugin } from './registry.js';

/** Whatever a client asks for, under every name. */
const SETTINGS = {
  apiKey: 'key-0',
  apiSecret: 'secret-0',
  clientId: 'client-0',
  clientSecret: 'secret-0',
  username: 'user-0',
  password: 'pass-0',
};

function open(id: string, settings: object = SETTINGS): OpenClient {
  const client = findCarrierPlugin(id)?.client;
  if (client === undefined) throw new Error(`${id} has no client`);
  return client.open(settings);
}

function asked(carrier: string, over: Partial<AskedParcel> = {}): AskedParcel {
  return { carrier, number: '1Z9', theirCarrier: 'theirs', ...over };
}

const polled = carrierPlugins.filter(({ client }) => client !== undefined).map(({ id }) => id);

describe.each(polled)('the client of %s', (id) => {
  const client = open(id);

  it('names the credential that is missing', () => {
    expect(() => open(id, {})).toThrow(/"(apiKey|clientId|username)"/);
  });

  it('takes another address and other limits from the brand', () => {
    const own = { baseUrl: 'https://sandbox.example/', limits: [{ requests: 7, perSeconds: 60 }] };
    expect(open(id, { ...SETTINGS, ...own })).toMatchObject(own);
    expect(() => open(id, { ...SETTINGS, baseUrl: 'file:///etc/passwd' })).toThrow(/baseUrl/);
  });

  it('asks by HTTPS, at a bounded rate, about as many numbers as it may', () => {
    expect(client.baseUrl).toMatch(/^https:\/\//);
    expect(client.limits.length).toBeGreaterThan(0);
    expect(client.poll.numbersPerRequest).toBeGreaterThan(0);
  });

  it('lets no number leave its place in the address', () => {
    const hostile = '../x?a=b&c#d"<>';
    const requests = [client.poll.request([asked('ups', { number: hostile })])];
    if (client.registration) requests.push(client.registration.register([asked('ups', { number: hostile })]));
    for (const { path, query = {}, body } of requests) {
      expect(path).not.toMatch(/[?#"<>]|\.\.\/x/);
      const isTold = JSON.stringify([path, query, body]).replaceAll('\\"', '"');
      expect(
        [hostile, encodeURIComponent(hostile), '../x?a=b&amp;c#d&quot;&lt;&gt;'].some((text) =>
          isTold.includes(text),
        ),
      ).toBe(true);
    }
  });
});

const POLLS: readonly [string, AskedParcel, Partial<ApiRequest>][] = [
  [
    'easypost',
    asked('ups'),
    { path: '/trackers', query: { tracking_code: '1Z9', carrier: 'theirs', page_size: '5' } },
  ],
  ['shippo', asked('ups'), { path: '/tracks/theirs/1Z9' }],
  ['aftership', asked('ups'), { path: '/trackings', query: { tracking_numbers: '1Z9', limit: '100' } }],
  [
    '17track',
    asked('ups', { theirCarrier: '100002' }),
    { path: '/gettrackinfo', body: { json: [{ number: '1Z9', carrier: 100002 }] } },
  ],
  ['17track', asked('evri', { theirCarrier: null }), { body: { json: [{ number: '1Z9' }] } }],
  [
    'shipengine',
    asked('ups'),
    { path: '/tracking', query: { carrier_code: 'theirs', tracking_number: '1Z9' } },
  ],
  ['ups', asked('ups'), { path: '/api/track/v1/details/1Z9' }],
  [
    'fedex',
    asked('fedex', { shipDate: '2026-11-20' }),
    {
      path: '/track/v1/trackingnumbers',
      body: {
        json: {
          includeDetailedScans: true,
          trackingInfo: [{ trackingNumberInfo: { trackingNumber: '1Z9' }, shipDateBegin: '2026-11-20' }],
        },
      },
    },
  ],
  ['usps', asked('usps'), { path: '/tracking/v3/tracking/1Z9', query: { expand: 'DETAIL' } }],
  [
    'dhl',
    asked('dhl', { theirCarrier: '', postalCode: '50968' }),
    { query: { trackingNumber: '1Z9', service: undefined, recipientPostalCode: '50968', language: 'en' } },
  ],
  ['dhl_express', asked('dhl_express'), { path: '/shipments/1Z9/tracking' }],
  ['dhl_ecommerce', asked('dhl_ecommerce'), { query: { trackingId: '1Z9' } }],
  [
    'dhl_parcel_de',
    asked('dhl_parcel_de', { postalCode: '50968' }),
    {
      query: {
        xml:
          '<?xml version="1.0" encoding="UTF-8" standalone="no"?><data appname="user-0" language-code="de" ' +
          'password="pass-0" piece-code="1Z9" request="d-get-piece-detail" zip-code="50968"/>',
      },
    },
  ],
];

it.each(POLLS)('%s is asked as it documents', (id, parcel, request) => {
  expect(open(id).poll.request([parcel])).toMatchObject(request);
});

describe('a registration', () => {
  const registrations: readonly [string, unknown, object][] = [
    ['easypost', { id: 'trk_1', tracking_code: '1Z9' }, { state: 'registered', id: 'trk_1' }],
    [
      'easypost',
      { error: { code: 'TRACKER.CREATE.ERROR', message: 'no carrier' } },
      { state: 'refused', message: 'no carrier' },
    ],
    ['shippo', { tracking_number: '1Z9', tracking_status: null }, { state: 'registered' }],
    ['shippo', { detail: 'carrier is unknown' }, { state: 'refused', message: 'carrier is unknown' }],
    ['aftership', { meta: { code: 201 }, data: { id: 'a1' } }, { state: 'registered', id: 'a1' }],
    [
      'aftership',
      { meta: { code: 4003 }, data: { tracking: { id: 'a1' } } },
      { state: 'registered', id: 'a1' },
    ],
    ['aftership', { meta: { code: 4005, message: 'not valid' } }, { state: 'refused', message: 'not valid' }],
    [
      '17track',
      { code: 0, data: { accepted: [{ number: '1Z9', carrier: 100002 }], rejected: [] } },
      { state: 'registered' },
    ],
    [
      '17track',
      { data: { rejected: [{ number: '1Z9', error: { code: -18019901 } }] } },
      { state: 'registered' },
    ],
    [
      '17track',
      { data: { rejected: [{ number: '1Z9', error: { code: -18019903, message: 'which?' } }] } },
      { state: 'refused', message: 'which?' },
    ],
    [
      '17track',
      { data: { rejected: [{ number: '1Z9', error: { code: -18019908 } }] } },
      { state: 'no_quota' },
    ],
    ['shipengine', null, { state: 'registered' }],
    ['shipengine', { errors: [{ message: 'bad carrier' }] }, { state: 'refused', message: 'bad carrier' }],
  ];

  it.each(registrations)('at %s that is answered by %j', (id, payload, outcome) => {
    const read = open(id).registration?.readRegistered(payload, [asked('ups')]);
    expect(read).toEqual([expect.objectContaining({ number: '1Z9', ...outcome })]);
  });

  it('of which nothing can be read is not taken for one', () => {
    for (const id of ['easypost', 'aftership', '17track'])
      expect(open(id).registration?.readRegistered('?', [asked('ups')])).toEqual([]);
  });
});

it('knows whom a source can follow', () => {
  expect(theirCarrierOf(open('ups').carriers, 'ups')).toBe('ups');
  expect(theirCarrierOf(open('ups').carriers, 'evri')).toBeUndefined();
  expect(theirCarrierOf(open('17track').carriers, 'evri')).toBeNull();
  expect(theirCarrierOf(open('shippo').carriers, 'evri')).toBe('evri');
  expect(theirCarrierOf(open('shippo').carriers, 'constructor')).toBe('constructor');
});

it('reads the XML of DHL Parcel DE like its JSON, and nothing that broke off', () => {
  const xml = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
    <data name="piece-shipment-list" code="0" request-id="r1">
      <data name="piece-shipment" piece-code="00340434161094000001" error-status="0">
        <data name="piece-event-list">
          <data name="piece-event" event-timestamp="18.03.2026 10:02" event-text="Zugestellt &amp; fertig"
            ice="DLVRD" ric="OTHER" standard-event-code="ZU" event-location="Bonn"/>
        </data>
      </data>
    </data>`);
  const { decode } = open('dhl_parcel_de').poll;
  if (decode === undefined) throw new Error('the answer would be read as JSON');
  const reading = findCarrierPlugin('dhl_parcel_de')?.read(decode(xml), {
    brandId: 'b',
    source: 's',
    receivedAt: '2026-11-22T12:00:00.000Z',
  });
  expect(reading).toMatchObject({
    reports: [{ parcelRef: { number: '00340434161094000001' }, events: [{ milestone: 'delivered' }] }],
  });
  expect(() => decode(xml.subarray(0, -30))).toThrow();
});

it('tells the refusals apart that FedEx and 17TRACK hide', () => {
  const answer = (status: number, body: string) => ({ status, headers: {}, body: Buffer.from(body) });
  const { classify: fedex } = open('fedex');
  expect(fedex?.(answer(403, ''))).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 600 });
  expect(fedex?.(answer(403, '{"errors":[{"code":"FORBIDDEN.ERROR"}]}'))).toMatchObject({
    code: 'unauthorized',
  });
  const { classify: seventeenTrack } = open('17track');
  expect(seventeenTrack?.(answer(200, '{"code":-18010002}'))).toMatchObject({ code: 'unauthorized' });
  expect(seventeenTrack?.(answer(200, '{"code":0,"data":{}}'))).toBeNull();
  expect(seventeenTrack?.(answer(200, 'no JSON'))).toBeNull();
});
