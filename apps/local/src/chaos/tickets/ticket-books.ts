import type { OurWrite } from '../../zendesk/our-writes.js';
import type { TicketKindName } from './ticket-kind.js';

/** A ticket by the three who keep books of it: the helpdesk's audits, deflection's table, and the stream of events. */
export interface BookedTicket {
  readonly brandId: string;
  readonly ticketId: string;
  readonly kind: TicketKindName;
  /** The order that its customer bought, or, for a stranger, asks about. */
  readonly orderNumber: string;
  readonly writes: readonly OurWrite[];
  /** How each correction that was asked for in it ended. */
  readonly corrections: readonly string[];
  /** Null: deflection knows nothing of it. */
  readonly row: TicketRow | null;
  readonly events: Readonly<Record<TicketEventName, number>>;
}

export const TICKET_EVENTS = ['answered', 'handed-over', 'reopened'] as const;
export type TicketEventName = (typeof TICKET_EVENTS)[number];

export interface TicketRow {
  readonly state: string;
  readonly outcome: string | null;
  readonly because: string | null;
  readonly orderNumber: string | null;
  readonly isReopened: boolean;
}

/** Everything that must agree once the dust has settled. */
export interface TicketBooks {
  readonly tickets: readonly BookedTicket[];
  /** Rows of deflection, over all brands. */
  readonly rowCount: number;
  /** Anything that nobody may have to look at after a crash. */
  readonly leftovers: Readonly<Record<string, number>>;
}
