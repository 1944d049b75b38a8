import { OFFSET, type Codes, type Step } from './sample-steps.js';

export function ups(number: string, steps: readonly Step[], codes: Codes): unknown {
  const activity = steps.map((step) => ({
    location: { address: { city: step.city, stateProvince: step.region, countryCode: 'US' }, slic: '1' },
    status: {
      type: codes.get(step)?.[1],
      description: step.text,
      code: codes.get(step)?.[2],
      statusCode: codes.get(step)?.[0],
    },
    date: step.wall.slice(0, 10).replaceAll('-', ''),
    time: step.wall.slice(11).replaceAll(':', ''),
    gmtOffset: OFFSET,
  }));
  const shipment = {
    inquiryNumber: number,
    package: [{ trackingNumber: number, deliveryDate: [], activity }],
  };
  return { trackResponse: { shipment: [shipment] } };
}

export function fedex(number: string, steps: readonly Step[], codes: Codes): unknown {
  const scanEvents = steps.map((step) => ({
    date: step.wall + OFFSET,
    eventType: codes.get(step)?.[0],
    eventDescription: step.text,
    exceptionCode: codes.get(step)?.[1],
    exceptionDescription: '',
    scanLocation: { streetLines: [''], city: step.city, stateOrProvinceCode: step.region, countryCode: 'US' },
    derivedStatusCode: 'IT',
  }));
  const trackingNumberInfo = { trackingNumber: number, trackingNumberUniqueId: '1', carrierCode: 'FDXE' };
  const results = [{ trackingNumber: number, trackResults: [{ trackingNumberInfo, scanEvents }] }];
  return { transactionId: 't', output: { completeTrackResults: results } };
}

export function usps(number: string, steps: readonly Step[], codes: Codes): unknown {
  const trackingEvents = steps.map((step) => ({
    eventType: step.text,
    eventTimestamp: step.wall,
    GMTTimestamp: `${step.wall}Z`,
    GMTOffset: OFFSET,
    eventCountry: null,
    eventCity: step.city,
    eventState: step.region,
    eventZIP: '78701',
    eventCode: codes.get(step)?.[0],
  }));
  return { trackingNumber: number, statusCategory: 'Delivered', status: 'Delivered', trackingEvents };
}

export function dhl(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    timestamp: step.wall,
    statusCode: codes.get(step)?.[0],
    status: step.text,
    description: step.text,
    location: { address: { countryCode: 'US', addressLocality: step.city } },
  }));
  return { shipments: [{ id: number, service: 'express', status: events[0], events }] };
}

export function dhlExpress(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    date: step.wall.slice(0, 10),
    time: step.wall.slice(11),
    GMTOffset: OFFSET,
    typeCode: codes.get(step)?.[0],
    description: step.text,
    serviceArea: [{ code: 'AUS', description: step.city }],
  }));
  return { shipments: [{ shipmentTrackingNumber: number, events }] };
}

export function dhlParcelDe(number: string, steps: readonly Step[], codes: Codes): unknown {
  const rows = steps.map((step) => ({
    name: 'piece-event',
    'event-timestamp': `${step.wall.slice(8, 10)}.${step.wall.slice(5, 7)}.${step.wall.slice(0, 4)} ${step.wall.slice(11, 16)}`,
    'event-text': step.text,
    'event-status': step.text,
    'event-location': step.city,
    'event-country': 'DE',
    'standard-event-code': codes.get(step)?.[0],
    ice: codes.get(step)?.[1],
    ric: codes.get(step)?.[2],
  }));
  const piece = {
    name: 'piece-shipment',
    'piece-code': number,
    data: { name: 'piece-event-list', data: rows },
  };
  return { data: { name: 'piece-shipment-list', code: '0', data: piece } };
}

export function dhlEcommerce(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    date: step.wall.slice(0, 10),
    time: step.wall.slice(11),
    timeZone: 'CT',
    primaryEventId: Number(codes.get(step)?.[0]),
    primaryEventDescription: step.text,
    location: step.city,
    postalCode: '78701',
    country: 'US',
  }));
  return { packages: [{ package: { trackingId: number }, events }] };
}

export function generic(number: string, steps: readonly Step[], codes: Codes): unknown {
  const events = steps.map((step) => ({
    type: codes.get(step)?.[0],
    at: step.wall + OFFSET,
    text: step.text,
    place: { city: step.city, region: step.region, country: 'US' },
  }));
  return { parcel: { carrier: 'Evri', trackingNumber: number }, events };
}
