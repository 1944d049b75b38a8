import { carrierId, trackingNumber, type Order } from '@tidings/domain';
import { z } from 'zod';
import { optionalText } from '../wire-parts.js';
import type { Meta, WooOrder } from './wire.js';

/** What an extension noted about one parcel. WooCommerce itself knows of no parcels. */
export interface NotedShipment {
  readonly number: string;
  readonly carrier: string | undefined;
  /** ISO 8601; undefined where the extension keeps no time. */
  readonly createdAt: string | undefined;
  readonly lines: Order['shipments'][number]['lines'];
  readonly isCancelled: boolean;
}

type Reader = (value: unknown, meta: readonly Meta[]) => readonly NotedShipment[];

/**
 * Where extensions keep their tracking numbers, each by its meta key:
 * - `_wc_shipment_tracking_items`: WooCommerce Shipment Tracking and Advanced Shipment Tracking (zorem);
 * - `_aftership_tracking_items`: AfterShip's extension;
 * - `wcshipping_labels`, `wc_connect_labels`: WooCommerce Shipping, which also buys labels for returns;
 * - pairs of a number and a carrier: older versions of these, and YITH Order Tracking.
 */
const READERS: Readonly<Record<string, Reader>> = {
  _wc_shipment_tracking_items: (value) => rowsOf(value, trackingItemSchema).map(fromTrackingItem),
  _aftership_tracking_items: (value) => rowsOf(value, aftershipItemSchema).map(fromAftershipItem),
  wcshipping_labels: (value) => rowsOf(value, labelSchema).flatMap(fromLabel),
  wc_connect_labels: (value) => rowsOf(value, labelSchema).flatMap(fromLabel),
  _tracking_number: (value, meta) => pair(value, meta, '_tracking_provider'),
  _aftership_tracking_number: (value, meta) => pair(value, meta, '_aftership_tracking_provider'),
  ywot_tracking_code: (value, meta) => pair(value, meta, 'ywot_carrier_name'),
};

/** VillaTheme Orders Tracking keeps the number with the line, as JSON in a text. */
const LINE_KEY = '_vi_wot_order_item_tracking_data';

/** The parcels that the order's extensions know, each number once, oldest extension last. */
export function readShipments(order: WooOrder): readonly NotedShipment[] {
  const meta = order.meta_data ?? [];
  const ofOrder = meta.flatMap(({ key, value }) =>
    Object.hasOwn(READERS, key) ? (READERS[key]?.(value, meta) ?? []) : [],
  );
  const byNumber = new Map<string, NotedShipment>();
  for (const noted of [...ofOrder, ...ofLines(order)]) {
    const known = byNumber.get(noted.number);
    if (known === undefined) byNumber.set(noted.number, noted);
    else byNumber.set(noted.number, { ...known, lines: [...known.lines, ...noted.lines] });
  }
  return [...byNumber.values()].filter(({ number }) => number !== '');
}

const numberText = z.union([z.string(), z.number().transform(String)]);
const count = z.coerce.number().int().positive().catch(1);
const someId = z.union([z.string().min(1), z.number().transform(String)]);

const trackingItemSchema = z.object({
  tracking_number: numberText,
  tracking_provider: optionalText,
  custom_tracking_provider: optionalText,
  /** Seconds since 1970 as a text, or a date. */
  date_shipped: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  products_list: z
    .array(z.object({ item_id: someId, qty: count }))
    .nullish()
    .catch(null),
});

function fromTrackingItem(item: z.infer<typeof trackingItemSchema>): NotedShipment {
  return {
    number: trackingNumber(item.tracking_number),
    carrier: item.tracking_provider || item.custom_tracking_provider || undefined,
    createdAt: shippedAt(item.date_shipped),
    lines: (item.products_list ?? []).map(({ item_id: lineId, qty: quantity }) => ({ lineId, quantity })),
    isCancelled: false,
  };
}

const aftershipItemSchema = z.object({
  tracking_number: numberText,
  slug: optionalText,
  line_items: z
    .array(z.object({ id: someId, quantity: count }))
    .nullish()
    .catch(null),
  metrics: z.object({ created_at: optionalText }).nullish().catch(null),
});

function fromAftershipItem(item: z.infer<typeof aftershipItemSchema>): NotedShipment {
  return {
    number: trackingNumber(item.tracking_number),
    carrier: item.slug || undefined,
    createdAt: shippedAt(item.metrics?.created_at),
    lines: (item.line_items ?? []).map(({ id: lineId, quantity }) => ({ lineId, quantity })),
    isCancelled: false,
  };
}

const labelSchema = z.object({
  tracking: numberText,
  carrier_id: optionalText,
  /** Milliseconds since 1970. */
  created: z.number().nullish().catch(null),
  /** There once the label was given back. */
  refund: z.unknown().optional(),
  is_return: z.boolean().nullish().catch(null),
});

/** A label for a return brings nothing to the customer. */
function fromLabel(label: z.infer<typeof labelSchema>): readonly NotedShipment[] {
  if (label.is_return === true) return [];
  return [
    {
      number: trackingNumber(label.tracking),
      carrier: label.carrier_id || undefined,
      createdAt: label.created == null ? undefined : isoOf(label.created),
      lines: [],
      isCancelled: label.refund != null,
    },
  ];
}

function pair(value: unknown, meta: readonly Meta[], carrierKey: string): readonly NotedShipment[] {
  const number = numberText.safeParse(value).data ?? '';
  const carrier = meta.find(({ key }) => key === carrierKey)?.value;
  return [
    {
      number: trackingNumber(number),
      carrier: typeof carrier === 'string' && carrier !== '' ? carrier : undefined,
      createdAt: undefined,
      lines: [],
      isCancelled: false,
    },
  ];
}

const lineTrackingSchema = z.object({
  tracking_number: numberText,
  carrier_name: optionalText,
  carrier_slug: optionalText,
  quantity: count.optional(),
  time: z.number().nullish().catch(null),
});

function ofLines({ line_items: lines }: WooOrder): readonly NotedShipment[] {
  return lines.flatMap((line) => {
    const meta = line.meta_data?.find(({ key }) => key === LINE_KEY);
    return rowsOf(fromJson(meta?.value), lineTrackingSchema).map((row) => ({
      number: trackingNumber(row.tracking_number),
      carrier: row.carrier_name || row.carrier_slug || undefined,
      createdAt: row.time == null ? undefined : isoOf(row.time * 1_000),
      lines:
        line.quantity > 0
          ? [{ lineId: line.id, quantity: Math.min(row.quantity ?? line.quantity, line.quantity) }]
          : [],
      isCancelled: false,
    }));
  });
}

/** PHP writes a list without its first element as an object. Rows of another shape are another extension's. */
function rowsOf<T>(value: unknown, schema: z.ZodType<T>): readonly T[] {
  const rows: readonly unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return rows.slice(0, MOST_ROWS).flatMap((row) => schema.safeParse(row).data ?? []);
}

const MOST_ROWS = 200;

function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}

function shippedAt(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  if (/^\d{9,11}$/.test(text)) return isoOf(Number(text) * 1_000);
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2}))?$/.test(text)
    ? isoOf(Date.parse(text))
    : undefined;
}

/** Undefined for a moment of no shop: before 1990, after 2099. */
function isoOf(millis: number): string | undefined {
  const isPossible = millis >= 631_152_000_000 && millis < 4_102_444_800_000;
  return isPossible ? new Date(millis).toISOString() : undefined;
}

export function carrierOf({ carrier }: NotedShipment): string | undefined {
  return carrier === undefined ? undefined : carrierId(carrier.slice(0, 60)) || undefined;
}
