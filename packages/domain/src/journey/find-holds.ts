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
  for (const { reason, actor, opened } of reporters.flatMap(({ openExceptions }) => openExceptions)) {
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
  const holds = new Map<string, Hold>();
  for (const line of order.lines) {
    if (line.hold === undefined || isLifted(line, order, reporters)) continue;
    const { reason, since, until = null } = line.hold;
    const cause = `${reason} ${since} ${until}`;
    const lineIds = [...(holds.get(cause)?.lineIds ?? []), line.id];
    holds.set(cause, { reason, actor: REASONS[reason].actor, since, until, lineIds });
  }
  return [...holds.values()];
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
