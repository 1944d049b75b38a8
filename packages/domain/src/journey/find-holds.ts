import type { Order, OrderLine } from '../words/order.js';
import { REASONS } from '../words/reason.js';
import type { Journey } from './journey.js';
import type { Hold } from './order-journey.js';

/**
 * What keeps an order: the holds its lines carry, told once per cause, and the problems that its own events opened,
 * as each source reported them. The shop's order record names the lines, so it stands where both tell the same.
 */
export function findHolds(order: Order | null, reporters: readonly Journey[]): Hold[] {
  const holds = order === null ? [] : lineHolds(order, reporters);
  for (const { openExceptions } of reporters)
    for (const { reason, actor, opened } of openExceptions) {
      if (holds.some((hold) => hold.reason === reason)) continue;
      holds.push({ reason, actor, since: opened.sortAt, until: null, lineIds: [] });
    }
  return holds;
}

/** The hold on a line: its own, else the order's. */
export function holdOn(lineId: string, holds: readonly Hold[]): Hold | null {
  const own = holds.find((hold) => hold.lineIds.includes(lineId));
  return own ?? holds.find((hold) => hold.lineIds.length === 0) ?? null;
}

function lineHolds(order: Order, reporters: readonly Journey[]): Hold[] {
  const holds: (Hold & { readonly lineIds: string[] })[] = [];
  for (const line of order.lines) {
    if (line.hold === undefined || isLifted(line, order, reporters)) continue;
    const { reason, since, until = null } = line.hold;
    const known = holds.find(
      (hold) => hold.reason === reason && hold.since === since && hold.until === until,
    );
    if (known === undefined)
      holds.push({ reason, actor: REASONS[reason].actor, since, until, lineIds: [line.id] });
    else known.lineIds.push(line.id);
  }
  return holds;
}

/** The end of the hold was reported since the shop last told us the order. */
function isLifted({ hold }: OrderLine, order: Order, reporters: readonly Journey[]): boolean {
  return reporters.some(({ timeline }) =>
    timeline.some(
      ({ event, sortAt, isRetracted }) =>
        event.kind === 'exception_resolved' &&
        event.reason === hold?.reason &&
        !isRetracted &&
        sortAt > order.updatedAt,
    ),
  );
}
