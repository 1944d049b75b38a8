import { describe, expect, it } from '@jest/globals';
import { type AskedParcel, type OpenClient, theirCarrierOf } from './client.js';
import { carrierPlugins, findCarrierPlugin } from './registry.js';

function open(id: string, over: object = {}): OpenClient {
  const client = findCarrierPlugin(id)?.client;
  if (client === undefined) throw new Error(`${id} has no client`);
  return client.open({ ...client.dialect.settings, ...over });
}

function asked(carrier: string, over: Partial<AskedParcel> = {}): AskedParcel {
  return { carrier, number: '1Z9', theirCarrier: 'theirs', ...over };
}

const clients = carrierPlugins.flatMap(({ id, client }) =>
  client === undefined ? [] : [[id, client] as const],
);

describe.each(clients)('the client of %s', (id, { dialect }) => {
  const client = open(id);

  it('names each credential that is missing', () => {
    for (const name of Object.keys(dialect.settings))
      expect(() => open(id, { [name]: undefined })).toThrow(`"${name}"`);
  });

  it('takes another address and other limits from the brand', () => {
    const own = { baseUrl: 'https://sandbox.example/', limits: [{ requests: 7, perSeconds: 60 }] };
    expect(open(id, own)).toMatchObject(own);
    expect(() => open(id, { baseUrl: 'file:///etc/passwd' })).toThrow(/baseUrl/);
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

describe.each(clients)('what %s is asked and answers', (id, { dialect }) => {
  const { carrier } = dialect;

  it('is as it documents', () => {
    expect(dialect.polls.length).toBeGreaterThan(0);
    for (const [parcel, request] of dialect.polls)
      expect(open(id).poll.request([asked(carrier, parcel)])).toMatchObject(request);
  });

  it('is understood, where parcels are registered', () => {
    const { registration } = open(id);
    expect(dialect.registration === undefined).toBe(registration === undefined);
    for (const [payload, outcome] of dialect.registration?.understood ?? [])
      expect(registration?.readRegistered(payload, [asked(carrier)])).toEqual([
        expect.objectContaining({ number: '1Z9', ...outcome }),
      ]);
  });
});

it('does not take for a registration what cannot be read', () => {
  for (const id of ['easypost', 'aftership', '17track'])
    expect(open(id).registration?.readRegistered('?', [asked('ups')])).toEqual([]);
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
