import { addHours, type Instant, toMillis } from '@tidings/domain';
import type { Tracker, TrackerRow } from '../feed/easypost-body.js';
import type { Desk } from '../zendesk/desk.js';
import { easypostBody, easypostSignature } from '../feed/easypost-body.js';
import type { Deed, ShopOrder } from './story.js';

/** How a brand's shop and carrier reach ingestion, and its customers the helpdesk. */
export interface Doors {
  readonly ingestionUrl: string;
  readonly brandId: string;
  readonly apiKey: string;
  readonly easypostSecret: string;
  readonly desk: Desk;
}

export interface Moment {
  /** When the story began. */
  readonly startedAt: Instant;
  readonly now: Instant;
}

/** Plays the deeds of one brand, over the same doors that a real shop, a real carrier and real customers use. */
export class DeedPlayer {
  readonly #doors: Doors;
  readonly #trackers = new Map<string, Tracker>();

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** @throws when ingestion does not take it */
  async play(deed: Deed, moment: Moment): Promise<void> {
    switch (deed.does) {
      case 'order':
        return this.#post('/v1/orders', orderBody(deed.order, moment));
      case 'step':
        return this.#post('/v1/events', stepBody(deed, moment));
      case 'scan':
        return this.#scan(deed, moment);
      case 'ask':
        this.#doors.desk.open({ requester: deed.customer, subject: deed.subject, text: deed.text });
    }
  }

  async #scan(deed: Deed & { does: 'scan' }, { now, startedAt }: Moment): Promise<void> {
    const known = this.#trackers.get(deed.trackingNumber);
    const row: TrackerRow = { at: now.replace('.000Z', 'Z'), ...deed.row };
    const deliveryDate =
      deed.deliveryDay === undefined
        ? known?.deliveryDate
        : addHours(startedAt, deed.deliveryDay * 24 - 24).slice(0, 10);
    const tracker: Tracker = {
      trackingNumber: deed.trackingNumber,
      carrier: 'FedEx',
      rows: [...(known?.rows ?? []), row],
      ...(deliveryDate !== undefined && { deliveryDate }),
    };
    this.#trackers.set(deed.trackingNumber, tracker);
    const body = easypostBody(tracker, `evt_${deed.trackingNumber}_${toMillis(now)}`);
    await this.#post(`/hooks/${this.#doors.brandId}/easypost`, body, {
      'x-hmac-signature': easypostSignature(body, this.#doors.easypostSecret),
    });
  }

  async #post(path: string, body: string, headers: Record<string, string> = {}): Promise<void> {
    const authorization = `Bearer ${this.#doors.apiKey}`;
    const answer = await fetch(`${this.#doors.ingestionUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body,
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }
}

function orderBody(order: ShopOrder, { startedAt, now }: Moment): string {
  const { name, email, shipments = [], ...rest } = order;
  return JSON.stringify({
    ...rest,
    placedAt: startedAt,
    updatedAt: now,
    shipments: shipments.map((shipment) => ({ ...shipment, carrier: 'FedEx', createdAt: now })),
    destination: { country: 'US', region: 'ME', postalCode: '04101' },
    contact: { name, email, postalCode: '04101' },
  });
}

function stepBody({ orderNumber, event }: Deed & { does: 'step' }, { now }: Moment): string {
  return JSON.stringify({ orderNumber, events: [{ at: now, ...event }] });
}
