import type { Instant } from '@tidings/domain';
import type { Ticket } from '@tidings/helpdesks';
import type { BrandDesk } from '../ports/helpdesk-desk.js';
import type { FoundOrder } from '../ports/order-book.js';
import { needsPerson } from './choose-macro.js';
import { composeReply, type Reply } from './compose-reply.js';
import { chooseMeantOrder, type OrderParts, viewOrders } from './find-meant-order.js';
import { judgeTicket } from './judge-ticket.js';
import type { HandOverReason, LeftAloneReason } from './outcome.js';
import { judgeInquiry, readCustomer } from './read-ticket.js';

/** What is to be done about a ticket; nothing is done yet. */
export type Plan =
  | { readonly kind: 'leave'; readonly because: LeftAloneReason }
  | { readonly kind: 'hand_over'; readonly because: HandOverReason; readonly order: FoundOrder | null }
  | { readonly kind: 'answer'; readonly order: FoundOrder; readonly reply: Reply };

export interface PlanParts extends OrderParts {
  readonly pageUrl: (brandId: string, token: string) => string | null;
}

export interface PlanRequest {
  readonly desk: BrandDesk;
  readonly ticket: Ticket;
  readonly asOf: Instant;
}

/** Reads the ticket, finds the order and its answer. Rejects when the other services or the helpdesk cannot be asked. */
export async function planTicket({ desk, ticket, asOf }: PlanRequest, parts: PlanParts): Promise<Plan> {
  const { brand } = desk;
  const guarded = judgeTicket({ ticket, brand, asOf });
  if (guarded !== null) return { kind: 'leave', because: guarded };
  const inquiry = readCustomer(ticket);
  const reading = judgeInquiry(inquiry);
  if (reading.kind === 'leave') return reading;
  const view = await viewOrders({ brandId: brand.id, ticket, text: inquiry.cleaned.whole }, parts);
  const meant = chooseMeantOrder(view, ticket.requester);
  const order = 'order' in meant ? meant.order : null;
  if (reading.kind === 'hand_over') return { ...reading, order };
  if ('because' in meant) return { kind: 'hand_over', because: meant.because, order: null };
  return planAnswer(desk, meant.order, parts);
}

/** The right reply about an order, or why there is none. Also what the sidebar offers to an agent. */
export async function planAnswer(
  desk: BrandDesk,
  order: FoundOrder,
  { pageUrl }: Pick<PlanParts, 'pageUrl'>,
): Promise<Extract<Plan, { kind: 'hand_over' | 'answer' }>> {
  const { brand, settings } = desk;
  const because = needsPerson(order.answer, settings.macros);
  if (because !== null) return { kind: 'hand_over', because, order };
  const reply = composeReply({
    brand,
    settings,
    ...order,
    macros: await desk.macros(),
    pageUrl: pageUrl(brand.id, order.snapshot.token),
  });
  return typeof reply === 'string'
    ? { kind: 'hand_over', because: reply, order }
    : { kind: 'answer', order, reply };
}
