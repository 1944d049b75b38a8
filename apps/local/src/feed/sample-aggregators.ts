import { OFFSET, type Codes, type Step } from './sample-steps.js';

export function easypost(number: string, steps: readonly Step[], codes: Codes): unknown {
  const details = steps.map((step) => ({
    object: 'TrackingDetail',
    message: step.text,
    description: null,
    status: codes.get(step)?.[0],
    status_detail: codes.get(step)?.[1],
    datetime: `${step.wall}Z`,
    source: 'FedEx',
    carrier_code: null,
    tracking_location: {
      object: 'TrackingLocation',
      city: step.city,
      state: step.region,
      country: 'US',
      zip: '78701',
    },
  }));
  const result = {
    id: 'trk_1',
    object: 'Tracker',
    tracking_code: number,
    carrier: 'FedEx',
    status: 'delivered',
    est_delivery_date: '2026-11-14T00:00:00Z',
    tracking_details: details,
  };
  return { id: 'evt_1', object: 'Event', description: 'tracker.updated', result };
}

export function shippo(number: string, steps: readonly Step[], codes: Codes): unknown {
  const history = steps.map((step) => ({
    object_id: step.wall,
    status: codes.get(step)?.[0],
    substatus: { code: codes.get(step)?.[1], text: step.text, action_required: false },
    status_date: `${step.wall}Z`,
    status_details: step.text,
    location: { city: step.city, state: step.region, zip: '78701', country: 'US' },
  }));
  const data = {
    carrier: 'usps',
    tracking_number: number,
    eta: '2026-11-14T00:00:00Z',
    tracking_status: history.at(-1),
    tracking_history: history,
  };
  return { event: 'track_updated', test: false, data };
}

export function aftership(number: string, steps: readonly Step[], codes: Codes): unknown {
  const checkpoints = steps.map((step) => ({
    checkpoint_time: step.wall + OFFSET,
    message: step.text,
    tag: codes.get(step)?.[0],
    subtag: codes.get(step)?.[1],
    raw_tag: null,
    slug: 'usps',
    city: step.city,
    state: step.region,
    postal_code: '78701',
    country_iso3: 'USA',
  }));
  const msg = {
    id: '1',
    tracking_number: number,
    slug: 'usps',
    tag: 'Delivered',
    subtag: 'Delivered_001',
    checkpoints,
  };
  return { event: 'tracking_update', event_id: 'e', ts: 1, msg };
}

export function seventeenTrack(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    time_iso: step.wall + OFFSET,
    time_utc: null,
    time_raw: { date: step.wall.slice(0, 10), time: step.wall.slice(11), timezone: OFFSET },
    description: step.text,
    location: step.city,
    stage: null,
    sub_status: codes.get(step)?.[0],
    address: { country: 'US', state: step.region, city: step.city, street: null, postal_code: '78701' },
  }));
  const provider = { provider: { key: 21051, name: 'USPS', alias: 'USPS' }, events_hash: 1, events };
  const info = {
    latest_status: { status: 'Delivered', sub_status: 'Delivered_Other' },
    time_metrics: { estimated_delivery_date: { from: null, to: null } },
    tracking: { providers_hash: 1, providers: [provider] },
  };
  return { event: 'TRACKING_UPDATED', data: { number, carrier: 21051, tag: '', track_info: info } };
}

export function shipengine(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    occurred_at: `${step.wall}Z`,
    carrier_occurred_at: step.wall,
    description: step.text,
    status_code: codes.get(step)?.[0],
    status_detail_code: codes.get(step)?.[1],
    city_locality: step.city,
    state_province: step.region,
    postal_code: '78701',
    country_code: 'US',
  }));
  const data = { tracking_number: number, status_code: 'DE', status_detail_code: 'DELIVERED', events };
  const url = `https://api.shipengine.com/v1/tracking?carrier_code=ups&tracking_number=${number}`;
  return { resource_url: url, resource_type: 'API_TRACK', data };
}
