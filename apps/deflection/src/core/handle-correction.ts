import { messagingMessageSettled, statusShown, toOutgoing } from '@tidings/contracts';
import {
  type Answer,
  type Instant,
  mayLeave,
  type OrderSnapshot,
  promisesIn,
  type ShownStatus,
  statusesIn,
} from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { Ticket } from '@tidings/helpdesks';
import type {
  CorrectionDone,
  CorrectionSettlement,
  CorrectionStore,
  LeasedCorrection,
} from '../ports/correction-store.js';
import type { GateBoard } from '../ports/gate-board.js';
import type { BrandDesk, Desks } from '../ports/helpdesk-desk.js';
import type { OrderBook } from '../ports/order-book.js';
import type { Truth } from '../ports/truth.js';
import { composeCorrection, type CorrectionOutcome, isWithAgent } from './compose-correction.js';
import { LOOK_AGAIN_MS, retryLater } from './retry-later.js';
import { type ToldCorrection, toldCorrectionSchema } from './told-in-ticket.js';
import { findOwnWrite } from './write-marks.js';

export interface HandleCorrectionParts {
  readonly desks: Desks;
  readonly board: GateBoard;
  readonly truth: Truth;
  readonly orders: Pick<OrderBook, 'find'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly leases: Pick<CorrectionStore, 'renew'>;
  readonly pageUrl: (brandId: string, token: string) => string | null;
  readonly onFailure: (correction: LeasedCorrection, error: unknown) => void;
}

type Waiting = Extract<CorrectionSettlement, { state: 'waiting' }>;

const NOTHING: ToldCorrection = { promises: [], statuses: [] };

/**
 * Tells in a ticket, once, that what was answered in it turned out false. What cannot be told there any more goes back to
 * the engine as undeliverable: then it is told in a message.
 */
export class HandleCorrection {
  readonly #parts: HandleCorrectionParts;

  constructor(parts: HandleCorrectionParts) {
    this.#parts = parts;
  }

  /** Never rejects: whatever fails is looked at again. */
  async handle(leased: LeasedCorrection): Promise<CorrectionSettlement> {
    const desk = this.#parts.desks.find(leased.brandId);
    if (desk === undefined || desk.settings.mode === 'off' || desk.settings.mode === 'shadow')
      return this.#done(leased, { state: 'undeliverable', because: 'off' });
    try {
      return await this.#handle(leased, desk);
    } catch (error) {
      this.#parts.onFailure(leased, error);
      const later = retryLater(leased, error);
      return typeof later === 'string'
        ? this.#done(leased, { state: 'undeliverable', because: later })
        : later;
    }
  }

  async #handle(leased: LeasedCorrection, desk: BrandDesk): Promise<CorrectionSettlement> {
    const { request } = leased;
    const ticket = await desk.helpdesk.readTicket(request.ticketId);
    const earlier = findOwnWrite(ticket, request.key);
    if (earlier !== null) {
      const told = toldCorrectionSchema.safeParse(earlier.told).data ?? null;
      return this.#written(leased, earlier.outcome as CorrectionOutcome, told);
    }
    if (ticket.status === 'closed') return this.#done(leased, { state: 'undeliverable', because: 'closed' });
    const kept = this.#askGate(leased, desk, null);
    if (kept !== null) return kept;
    const answer = await this.#parts.truth.confirm(leased.brandId, request);
    if (answer === null) return this.#done(leased, { state: 'dropped', because: 'no_longer_true' });
    return this.#write(leased, desk, { ticket, answer });
  }

  async #write(
    leased: LeasedCorrection,
    desk: BrandDesk,
    { ticket, answer }: { readonly ticket: Ticket; readonly answer: Answer },
  ): Promise<CorrectionSettlement> {
    const { brandId, request } = leased;
    const { brand, settings, helpdesk } = desk;
    const outcome = settings.mode === 'auto' && !isWithAgent(ticket) ? 'corrected' : 'noted';
    const pageUrl = this.#parts.pageUrl(brandId, request.token);
    const told = outcome === 'noted' ? null : await this.#toldIn(leased, desk, answer);
    const change = composeCorrection({ brand, request, answer, outcome, pageUrl, told });
    const kept = this.#askGate(leased, desk, true);
    if (kept !== null) return kept;
    if (!(await this.#parts.leases.renew(leased)))
      // Whoever has the lease settles it.
      return { state: 'waiting', because: 'lease_lost', waitMs: 0, attempts: leased.attempts };
    await helpdesk.updateTicket(ticket, change);
    return this.#written(leased, outcome, told);
  }

  /** What a correction says can turn false as well. */
  async #toldIn(
    { brandId, request }: LeasedCorrection,
    { brand }: BrandDesk,
    answer: Answer,
  ): Promise<ToldCorrection> {
    const { orderNumber, parcelIds } = request;
    const found = orderNumber === null ? null : await this.#parts.orders.find(brandId, orderNumber);
    const snapshot: OrderSnapshot | undefined = found?.snapshot;
    const isMeant = ({ parcelId }: ShownStatus): boolean => parcelIds.includes(parcelId);
    return {
      promises: [...promisesIn(answer, { face: 'ticket', zone: brand.zone, parcelIds })],
      statuses: snapshot === undefined ? [] : statusesIn(answer, snapshot).filter(isMeant),
    };
  }

  /** Null where it may leave, or could once it is confirmed. */
  #askGate(
    leased: LeasedCorrection,
    { brand }: BrandDesk,
    stillTrue: true | null,
  ): CorrectionSettlement | null {
    const { condition: kind, factAt, usefulUntil } = leased.request;
    const standing = this.#parts.board.standingOf(leased.brandId);
    const effect = { brandId: leased.brandId, kind, messageClass: 'essential', source: null } as const;
    const verdict = mayLeave(
      { ...effect, factAt, usefulUntil },
      {
        isPaused: standing !== 'open',
        isBreakerOpen: false,
        speaksFrom: brand.speaksFrom,
        stillTrue,
        asOf: this.#parts.clock.now(),
      },
    );
    if (verdict.verdict === 'leave') return null;
    if (verdict.verdict === 'drop') return this.#done(leased, { state: 'dropped', because: verdict.because });
    return standing === 'open' ? null : heldBecause(standing, leased);
  }

  #written(
    leased: LeasedCorrection,
    outcome: CorrectionOutcome,
    told: ToldCorrection | null,
  ): CorrectionSettlement {
    return outcome === 'noted'
      ? this.#done(leased, { state: 'dropped', because: 'told_agent' })
      : this.#done(leased, { state: 'sent', because: null }, told ?? NOTHING);
  }

  #done(
    leased: LeasedCorrection,
    { state, because }: CorrectionDone,
    { promises, statuses }: ToldCorrection = NOTHING,
  ): CorrectionSettlement {
    const { brandId, request, causation } = leased;
    const at = this.#parts.clock.now();
    const occasion = { ...causation, brandId, occurredAt: at };
    const { key, orderId } = request;
    const settled = { key, orderId, state, because, channel: 'ticket', shown: promises, at };
    return {
      state,
      because,
      events: [
        toOutgoing(messagingMessageSettled, { ...occasion, data: settled }),
        ...showing(leased, statuses, at).map((data) => toOutgoing(statusShown, { ...occasion, data })),
      ],
    };
  }
}

function showing({ request }: LeasedCorrection, statuses: readonly ShownStatus[], shownAt: Instant) {
  const { orderId, orderNumber, ticketId } = request;
  const told = { face: 'ticket', ticketId } as const;
  return statuses.length === 0 ? [] : [{ orderId, orderNumber, told, statuses: [...statuses], shownAt }];
}

function heldBecause(standing: 'paused' | 'unknown', { attempts }: LeasedCorrection): Waiting {
  return { state: 'waiting', because: 'paused', waitMs: LOOK_AGAIN_MS[standing], attempts };
}
