import type { SidebarTicket } from '@tidings/contracts';
import { TicketFailure } from './failure.js';

const STATES: ReadonlySet<unknown> = new Set(['found', 'several', 'none'] satisfies SidebarTicket['state'][]);

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new TicketFailure('unreadable', { cause });
  }
}

function isTicket(body: unknown): body is SidebarTicket {
  return typeof body === 'object' && body !== null && 'state' in body && STATES.has(body.state);
}

/**
 * Tells an answer from what a proxy or another server said in its place. The server holds itself to the schema; the
 * browser would pay for checking it again with half as much code as there is now.
 */
export function readTicket(body: unknown): SidebarTicket {
  const ticket = parsed(body);
  if (isTicket(ticket)) return ticket;
  throw new TicketFailure('unreadable');
}
