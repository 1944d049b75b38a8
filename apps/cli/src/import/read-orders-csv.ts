import { parse } from 'csv-parse/sync';

/** One order of a file, as `POST /v1/orders` takes it, and the line that it begins on. */
export interface FileOrder {
  readonly line: number;
  readonly body: Record<string, unknown>;
}

/** A row of the file by its column names, with its line. */
export interface FileRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** @throws Error naming the line when the text is no CSV with a head */
export function readRows(text: string): readonly FileRow[] {
  const records = parse(text, {
    columns: (head: string[]) => head.map((name) => name.trim()),
    info: true,
    bom: true,
    skip_empty_lines: true,
    trim: true,
    relax_column_count_less: true,
  }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** Rows with one order number are one order: each row is a line of it, or a part of one that is in another parcel. */
export function toOrders(rows: readonly FileRow[]): readonly FileOrder[] {
  const byNumber = Map.groupBy(rows, ({ cells }) => cells['number'] ?? '');
  return [...byNumber.values()].map((own) => ({ line: own[0]?.line ?? 0, body: toOrder(own) }));
}

function toOrder(rows: readonly FileRow[]): Record<string, unknown> {
  const first = rows[0]?.cells ?? {};
  const { number, placedAt, updatedAt = placedAt, status, delivery, promisedDate, locale } = filled(first);
  const { country, region, postalCode, email, name, phone } = filled(first);
  return {
    number,
    placedAt,
    updatedAt,
    ...filled({ status, delivery, promisedDate, locale }),
    ...(country !== undefined && { destination: filled({ country, region, postalCode }) }),
    ...((email ?? phone ?? postalCode) !== undefined && {
      contact: filled({ email, name, phone, postalCode, locale }),
    }),
    lines: linesOf(rows),
    shipments: shipmentsOf(rows),
  };
}

function linesOf(rows: readonly FileRow[]): unknown[] {
  const byId = Map.groupBy(rows.filter(isLine), lineIdOf);
  return [...byId].map(([id, own]) => ({
    id,
    title: own[0]?.cells['title'] || id,
    quantity: own.reduce((sum, row) => sum + quantityOf(row), 0),
    ...(/^(false|no|0)$/i.test(own[0]?.cells['requiresShipping'] ?? '') && { requiresShipping: false }),
  }));
}

function shipmentsOf(rows: readonly FileRow[]): unknown[] {
  const byId = Map.groupBy(rows, ({ cells }) => cells['shipmentId'] || cells['trackingNumber'] || '');
  return [...byId].flatMap(([id, own]) => {
    const { carrier, trackingNumber, service, shippedAt, placedAt } = filled(own[0]?.cells ?? {});
    if (id === '') return [];
    const lines = own.filter(isLine).map((row) => ({ lineId: lineIdOf(row), quantity: quantityOf(row) }));
    return [{ id, ...filled({ carrier, trackingNumber, service }), createdAt: shippedAt ?? placedAt, lines }];
  });
}

function isLine({ cells }: FileRow): boolean {
  return Boolean(cells['lineId'] || cells['title']);
}

function lineIdOf({ cells }: FileRow): string {
  return cells['lineId'] || cells['title'] || '';
}

/** What is no number stays what it is, for the service to name. */
function quantityOf({ cells }: FileRow): number {
  return cells['quantity'] ? Number(cells['quantity']) : 1;
}

function filled(cells: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== undefined && text !== ''));
}
