import { attempt, noise, opens, scan, step, type CodeTable, type Row } from '../code-table.js';
import type { GenericEvent } from './wire.js';

const OURS = 'packages/carriers/src/generic/README.md';

/**
 * `handed_over` counts as picked up, because that is what the shop says, and is not physical, because no carrier's scan says
 * so: it neither tells a customer "on its way" nor breaks a silence.
 */
const ROWS: Record<GenericEvent['type'], Row> = {
  placed: step('placed', OURS),
  preparing: step('preparing', OURS),
  packed: step('packed', OURS),
  label_created: step('label_created', OURS),
  handed_over: step('picked_up', OURS),
  picked_up: scan('picked_up', OURS),
  in_transit: scan('in_transit', OURS),
  out_for_delivery: scan('out_for_delivery', OURS),
  available_for_pickup: scan('available_for_pickup', OURS, { reason: 'pickup_ready' }),
  delivered: scan('delivered', OURS),
  returning: scan('returning', OURS, { reason: 'return' }),
  returned: scan('returned', OURS, { reason: 'return' }),
  cancelled: step('cancelled', OURS),
  lost: step('lost', OURS, { reason: 'lost' }),
  held: opens('unspecified', OURS),
  released: { ...noise(OURS), kind: 'exception_resolved' },
  delivery_attempted: attempt('unspecified', OURS),
  exception: opens('unspecified', OURS),
  resolved: { ...noise(OURS), kind: 'exception_resolved' },
  eta: { ...noise(OURS), kind: 'eta_change', etaEffect: 'new' },
  note: noise(OURS),
  correction: { ...noise(OURS), kind: 'correction', etaEffect: 'unknown' },
  replaced_by: { ...noise(OURS), kind: 'link', reason: 'number_replaced' },
};

export const CODE_TABLE: CodeTable = { name: 'type', rows: ROWS };

/** The row of a type, with what this event says of its own: a reason, who acts, whether anybody handled the parcel. */
export function rowOf(event: GenericEvent): Row {
  const row = ROWS[event.type];
  const isScan = row.physical && !('physical' in event && event.physical === false);
  return { ...row, ...reasonOf(event, row), physical: isScan };
}

/** A reason brings with it who acts and whether it delays, unless the event knows better who acts. */
function reasonOf(event: GenericEvent, row: Row): Partial<Row> {
  const reason = 'reason' in event ? event.reason : undefined;
  const told = 'actor' in event && event.actor !== undefined ? { actor: event.actor } : {};
  if (reason === undefined) return told;
  if (row.kind !== 'exception_opened') return { reason };
  const { actor, etaEffect } = opens(reason, row.basis);
  return { reason, actor, etaEffect, ...told };
}
