import type { Ticket } from '@tidings/helpdesks';
import type { Clock } from '@tidings/platform';
import type { GateBoard } from '../ports/gate-board.js';
import type { BrandDesk, Desks } from '../ports/helpdesk-desk.js';
import type { LeasedTicket, SettledTicket, Settlement, TicketStore } from '../ports/ticket-store.js';
import { composeDeed, type Deed } from './compose-change.js';
import { composeReopening, composeSettlement, decisionIdOf } from './compose-settlement.js';
import { type Plan, type PlanParts, planTicket } from './plan-ticket.js';
import { LOOK_AGAIN_MS, retryLater } from './retry-later.js';
import { toldAnswerSchema } from './told-in-ticket.js';
import { findOwnWrite } from './write-marks.js';

export interface HandleParts extends PlanParts {
  readonly desks: Desks;
  readonly board: GateBoard;
  readonly clock: Pick<Clock, 'now'>;
  readonly leases: Pick<TicketStore, 'renew'>;
  readonly onFailure: (ticket: LeasedTicket, error: unknown) => void;
}

/** Carries one ticket from "somebody wrote" to answered once, handed over once, or left alone with a reason. */
export class HandleTicket {
  readonly #parts: HandleParts;

  constructor(parts: HandleParts) {
    this.#parts = parts;
  }

  /** Never rejects: whatever fails is looked at again. */
  async handle(leased: LeasedTicket): Promise<Settlement> {
    const desk = this.#parts.desks.find(leased.brandId);
    if (desk === undefined || desk.settings.mode === 'off') return this.#leave(leased, 'off');
    try {
      return await this.#handle(leased, desk);
    } catch (error) {
      this.#parts.onFailure(leased, error);
      const later = retryLater(leased, error);
      return typeof later === 'string' ? this.#leave(leased, later) : later;
    }
  }

  async #handle(leased: LeasedTicket, desk: BrandDesk): Promise<Settlement> {
    const ticket = await desk.helpdesk.readTicket(leased.ticketId);
    if (leased.settled !== null) return this.#lookAgain(leased, leased.settled, ticket);
    const earlier = findEarlier(leased, ticket);
    if (earlier !== null) return earlier;
    const plan = await planTicket({ desk, ticket, asOf: this.#parts.clock.now() }, this.#parts);
    const deed = composeDeed(plan, {
      mode: desk.settings.mode,
      decisionId: decisionIdOf(leased),
      locale: desk.brand.locale,
      zone: desk.brand.zone,
    });
    if (deed.change !== null) {
      const held = await this.#mayWrite(leased);
      if (held !== null) return held;
      await desk.helpdesk.updateTicket(ticket, deed.change);
    }
    return this.#settle(leased, { plan, deed });
  }

  #settle(leased: LeasedTicket, { plan, deed }: { plan: Plan; deed: Deed }): Settlement {
    const { outcome, because, told } = deed;
    const order = plan.kind === 'leave' ? null : plan.order;
    return composeSettlement(leased, {
      outcome,
      because,
      told,
      orderNumber: order?.snapshot.orderNumber ?? null,
      macro: plan.kind === 'answer' ? plan.reply.macro.title : null,
      at: this.#parts.clock.now(),
    });
  }

  #lookAgain(leased: LeasedTicket, settled: SettledTicket, { comments }: Ticket): Settlement {
    // A correction may follow the answer.
    const own = comments.findIndex(({ writer }) => writer === 'ourselves');
    const wroteAgain = comments.slice(own + 1).some(({ writer }) => writer === 'requester');
    return settled.outcome === 'answered' && !settled.isReopened && own >= 0 && wroteAgain
      ? composeReopening(leased, settled, this.#parts.clock.now())
      : { state: 'settled', ...settled, events: [] };
  }

  /** Null where nothing speaks against it: neither the gate, nor that a slow helpdesk outlasted the lease. */
  async #mayWrite(leased: LeasedTicket): Promise<Settlement | null> {
    const { attempts } = leased;
    const held = this.#askGate(leased);
    if (held !== null) return held;
    const isOurs = await this.#parts.leases.renew(leased);
    // Whoever has the lease settles it.
    return isOurs ? null : { state: 'waiting', because: 'lease_lost', waitMs: 0, attempts };
  }

  #askGate({ brandId, attempts }: LeasedTicket): Settlement | null {
    const standing = this.#parts.board.standingOf(brandId);
    if (standing === 'open') return null;
    return { state: 'waiting', because: 'paused', waitMs: LOOK_AGAIN_MS[standing], attempts };
  }

  #leave(leased: LeasedTicket, because: 'off' | 'gone' | 'helpdesk_refuses'): Settlement {
    if (leased.settled !== null) return { state: 'settled', ...leased.settled, events: [] };
    const nothing = { orderNumber: null, macro: null, isReopened: false, events: [] };
    return { state: 'settled', outcome: 'left_alone', because, at: this.#parts.clock.now(), ...nothing };
  }
}

/** The helpdesk keeps with every write who decided it: what was written before a crash is not written again. */
function findEarlier(leased: LeasedTicket, ticket: Ticket): Settlement | null {
  const write = findOwnWrite(ticket, decisionIdOf(leased));
  if (write === null) return null;
  const { because, at } = write;
  const told = toldAnswerSchema.safeParse(write.told).data ?? null;
  const { orderNumber = null, macro = null } = told ?? {};
  return composeSettlement(leased, {
    outcome: outcomeOf(write.outcome),
    because,
    orderNumber,
    macro,
    told,
    at,
  });
}

/** What an earlier write of ours says that it was. */
function outcomeOf(mark: string): 'answered' | 'would_answer' | 'handed_over' {
  return mark === 'answered' || mark === 'would_answer' ? mark : 'handed_over';
}
