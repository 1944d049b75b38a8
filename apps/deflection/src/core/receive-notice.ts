import type { Causation } from '@tidings/contracts';
import type { NoticeReading } from '@tidings/helpdesks';
import type { Clock } from '@tidings/platform';
import type { TicketStore } from '../ports/ticket-store.js';

export interface SignedNotice {
  readonly brandId: string;
  readonly reading: NoticeReading;
  readonly body: Uint8Array;
  /** Tells the same body from others, where the helpdesk names no delivery. */
  readonly bodyDigest: string;
  readonly causation: Causation;
}

export interface ReceiveNoticeParts {
  readonly store: TicketStore;
  readonly clock: Pick<Clock, 'now'>;
  /** There may be something to do. */
  readonly onKept: () => void;
}

/** Keeps what a helpdesk has signed, read or not; what is done about it is another matter. Also its injection token. */
export class ReceiveNotice {
  readonly #parts: ReceiveNoticeParts;

  constructor(parts: ReceiveNoticeParts) {
    this.#parts = parts;
  }

  /** Resolves once it is committed. */
  async receive({ brandId, reading, body, bodyDigest, causation }: SignedNotice): Promise<void> {
    const { store, clock, onKept } = this.#parts;
    await store.keep({
      brandId,
      ...told(reading),
      deliveryKey: keyOf(reading) ?? bodyDigest,
      body,
      causation,
      receivedAt: clock.now(),
    });
    onKept();
  }
}

/** What is about something else than a ticket is no problem. */
function told(reading: NoticeReading): { ticketId: string | null; problem: string | null } {
  if ('notice' in reading) return { ticketId: reading.notice.ticketId, problem: null };
  const { code, field, message } = reading.error;
  const problem = code === 'control' ? null : [field, message].filter(Boolean).join(': ');
  return { ticketId: null, problem };
}

function keyOf(reading: NoticeReading): string | null {
  return 'notice' in reading ? (reading.notice.eventId ?? reading.notice.deliveryId) : null;
}
