import { createHmac } from 'node:crypto';

/** One row of a tracker's history, as EasyPost words it. */
export interface TrackerRow {
  readonly at: string;
  readonly status: string;
  readonly statusDetail: string;
  readonly message: string;
  readonly code?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
}

export interface Tracker {
  readonly trackingNumber: string;
  /** EasyPost's name of the carrier, e.g. `FedEx`, whose times it gives in true UTC. */
  readonly carrier: string;
  readonly rows: readonly TrackerRow[];
  /** The carrier's delivery date, `YYYY-MM-DD`. */
  readonly deliveryDate?: string;
}

/** A `tracker.updated` webhook: the whole history, oldest row first, as EasyPost sends it each time. */
export function easypostBody(tracker: Tracker, eventId: string): string {
  const { rows, trackingNumber, carrier, deliveryDate } = tracker;
  const last = rows.at(-1);
  return JSON.stringify({
    id: eventId,
    object: 'Event',
    description: 'tracker.updated',
    mode: 'production',
    previous_attributes: {},
    pending_urls: [],
    completed_urls: [],
    status: 'pending',
    created_at: last?.at,
    updated_at: last?.at,
    result: {
      id: `trk_${trackingNumber}`,
      object: 'Tracker',
      mode: 'production',
      tracking_code: trackingNumber,
      status: last?.status ?? 'unknown',
      status_detail: last?.statusDetail ?? 'unknown',
      created_at: rows[0]?.at,
      updated_at: last?.at,
      signed_by: null,
      weight: null,
      est_delivery_date: deliveryDate === undefined ? null : `${deliveryDate}T00:00:00Z`,
      shipment_id: null,
      carrier,
      tracking_details: rows.map((row) => ({
        object: 'TrackingDetail',
        message: row.message,
        description: '',
        status: row.status,
        status_detail: row.statusDetail,
        datetime: row.at,
        source: carrier,
        carrier_code: row.code ?? '',
        tracking_location: {
          object: 'TrackingLocation',
          city: row.city ?? null,
          state: row.region ?? null,
          country: row.city === undefined ? null : 'US',
          zip: row.postalCode ?? null,
        },
      })),
      carrier_detail: null,
      finalized: true,
      is_return: false,
      public_url: `https://track.example/${trackingNumber}`,
      fees: [],
    },
  });
}

/** The signature header that EasyPost adds, over the body's bytes. */
export function easypostSignature(body: string, secret: string): string {
  const key = Buffer.from(secret.normalize('NFKD'), 'utf8');
  return `hmac-sha256-hex=${createHmac('sha256', key).update(body).digest('hex')}`;
}
