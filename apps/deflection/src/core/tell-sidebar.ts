import { orderNumberKey } from '@tidings/domain';
import type { SidebarChoice, SidebarQuery, SidebarTicket } from '@tidings/contracts';
import { HelpdeskError, type Ticket } from '@tidings/helpdesks';
import type { Clock } from '@tidings/platform';
import { createDeskSetting, type DeskSetting, type Reader, renderAgentOrder } from '@tidings/wording';
import type { AddressBook } from '../ports/address-book.js';
import type { BrandDesk } from '../ports/helpdesk-desk.js';
import type { FoundOrder, OrderBook } from '../ports/order-book.js';
import type { SettledTicket, TicketStore } from '../ports/ticket-store.js';
import { completeReply, hasPlaceholders, type MacroPreview } from './complete-reply.js';
import { fillFields, type Reply } from './compose-reply.js';
import { chooseMeantOrder, viewOrders } from './find-meant-order.js';
import { type PlanParts, planAnswer } from './plan-ticket.js';
import { cleanCustomer } from './read-ticket.js';

export interface TellSidebarParts extends PlanParts {
  readonly orders: OrderBook;
  readonly tickets: TicketStore;
  readonly addresses: Pick<AddressBook, 'find'>;
  readonly clock: Pick<Clock, 'now'>;
}

interface Candidate {
  readonly order: FoundOrder;
  readonly isRequesters: boolean;
  readonly by: 'order_field' | 'ticket_text' | 'requester';
}

interface Frame extends DeskSetting {
  readonly desk: BrandDesk;
  readonly ticket: Ticket;
  readonly reader: Reader;
  readonly askedAt: string;
}

/** A text names few orders that are somebody else's; more of them would be somebody trying numbers. */
const MOST_FOREIGN = 3;

/** What the sidebar shows beside a ticket; also its injection token. */
export class TellSidebar {
  readonly #parts: TellSidebarParts;

  constructor(parts: TellSidebarParts) {
    this.#parts = parts;
  }

  /** @throws HelpdeskError `not_found` also for a ticket of another shop of the same helpdesk */
  async tell(desk: BrandDesk, ticket: Ticket, query: SidebarQuery): Promise<SidebarTicket> {
    const { brand } = desk;
    const askedAt = this.#parts.clock.now();
    const reader = {
      locale: query.locale ?? brand.locale,
      timeZone: brand.zone,
      brandName: brand.name,
    };
    const frame: Frame = { desk, ticket, reader, askedAt, ...createDeskSetting(reader, askedAt) };
    const { words, language } = frame;
    const [candidates, known] = await Promise.all([
      this.#findCandidates(desk, ticket),
      this.#parts.tickets.find({ brandId: brand.id, ticketId: ticket.id }),
    ]);
    const shape = {
      ticketId: ticket.id,
      brandName: brand.name,
      language,
      askedAt,
      verdict: known === null ? null : describeVerdict(known.settled, frame),
    };
    const { chosen, by } = choose(candidates, ticket, query.order);
    if (chosen !== null)
      return { ...shape, state: 'found', ...(await this.#found(chosen, by, { candidates, frame })) };
    if (candidates.length === 0) return { ...shape, state: 'none', says: words.nothingFound };
    const orders = candidates.map((candidate) => describeChoice(candidate, frame));
    return { ...shape, state: 'several', says: words.several, orders };
  }

  /** Those that the ticket itself names first, then the requester's others; the newest first. */
  async #findCandidates(desk: BrandDesk, ticket: Ticket): Promise<readonly Candidate[]> {
    const brandId = desk.brand.id;
    const fieldId = desk.settings.fields['order_number'];
    const field = fieldId === undefined ? null : (ticket.fields[fieldId] ?? null);
    const inField = field === null ? '' : orderNumberKey(String(field));
    const text = [cleanCustomer(ticket).whole, inField].join('\n');
    const view = await viewOrders({ brandId, ticket, text }, this.#parts);
    const foreign = await Promise.all(
      view.foreign.slice(0, MOST_FOREIGN).map((number) => this.#parts.orders.find(brandId, number)),
    );
    const isInField = ({ snapshot }: FoundOrder): boolean =>
      inField !== '' && snapshot.orderNumber !== null && orderNumberKey(snapshot.orderNumber) === inField;
    const candidates = [
      ...view.own.map((order) => ({ order, isRequesters: true, isNamed: view.named.includes(order) })),
      ...foreign
        .filter((order) => order !== null)
        .map((order) => ({ order, isRequesters: false, isNamed: true })),
    ].map(({ isNamed, ...rest }): Candidate => {
      const by = isInField(rest.order) ? 'order_field' : isNamed ? 'ticket_text' : 'requester';
      return { ...rest, by };
    });
    const rank = ({ by }: Candidate): number => ['order_field', 'ticket_text', 'requester'].indexOf(by);
    return candidates.toSorted((one, other) => rank(one) - rank(other));
  }

  async #found(
    { order, isRequesters }: Candidate,
    by: Candidate['by'] | 'agent',
    { candidates, frame }: { candidates: readonly Candidate[]; frame: Frame },
  ): Promise<Omit<Extract<SidebarTicket, { state: 'found' }>, 'state' | keyof SharedShape>> {
    const { words } = frame;
    return {
      match: { by, says: isRequesters ? words.matches[by] : words.notRequesters, isRequesters },
      order: await this.#describeOrder(order, frame),
      others: candidates
        .filter((candidate) => candidate.order !== order)
        .map((candidate) => describeChoice(candidate, frame)),
      ...(isRequesters ? await this.#replyTo(order, frame) : { reply: null, noReply: words.notRequesters }),
    };
  }

  async #describeOrder(
    { snapshot, answer }: FoundOrder,
    { desk: { brand }, reader, askedAt }: Frame,
  ): Promise<Extract<SidebarTicket, { state: 'found' }>['order']> {
    const { orders, addresses, pageUrl } = this.#parts;
    const number = snapshot.orderNumber;
    const [decisions, messages, givenAddress] = await Promise.all([
      number === null ? [] : orders.decisionsOf(brand.id, number),
      number === null ? [] : orders.messagesOf(brand.id, number),
      answer.openCase === null ? null : addresses.find(brand.id, answer.openCase.caseId),
    ]);
    return renderAgentOrder({
      snapshot,
      answer,
      reader,
      supportEmail: brand.support.email,
      decisions,
      messages,
      givenAddress,
      pageUrl: pageUrl(brand.id, snapshot.token),
      askedAt,
    });
  }

  async #replyTo(
    order: FoundOrder,
    { desk, ticket, words }: Frame,
  ): Promise<Pick<Extract<SidebarTicket, { state: 'found' }>, 'reply' | 'noReply'>> {
    const plan = await planAnswer(desk, order, this.#parts);
    if (plan.kind === 'hand_over')
      return { reply: null, noReply: words.because[plan.because] ?? plan.because };
    const { html, macro } = plan.reply;
    const ready = completeReply(html, await previewOf(plan.reply, { desk, ticket }));
    return { reply: { macro: macro.title, ...ready }, noReply: null };
  }
}

type SharedShape = Pick<SidebarTicket, 'ticketId' | 'brandName' | 'language' | 'askedAt' | 'verdict'>;

/** Null where nothing is left to be filled in, or the helpdesk does not say how: it will when the reply is sent. */
async function previewOf(
  { html, macro }: Reply,
  { desk, ticket }: Pick<Frame, 'desk' | 'ticket'>,
): Promise<MacroPreview | null> {
  const template = macro.effect.comment?.html;
  if (template === undefined || !hasPlaceholders(html)) return null;
  try {
    const { comment } = await desk.helpdesk.previewMacro(ticket, macro.id);
    return comment === undefined
      ? null
      : { template: fillFields(template, ticket.fields), preview: comment.html };
  } catch (error) {
    if (error instanceof HelpdeskError) return null;
    throw error;
  }
}

/** The agent's pick counts where it was offered; else what the ticket names, or the one that can be meant. */
function choose(
  candidates: readonly Candidate[],
  ticket: Ticket,
  picked: string | undefined,
): { readonly chosen: Candidate | null; readonly by: Candidate['by'] | 'agent' } {
  const numberOf = ({ order }: Candidate): string => orderNumberKey(order.snapshot.orderNumber ?? '');
  const pick = picked === undefined ? undefined : orderNumberKey(picked);
  const agents = candidates.find((candidate) => pick !== undefined && numberOf(candidate) === pick);
  if (agents !== undefined) return { chosen: agents, by: 'agent' };
  const inField = candidates.find(({ by }) => by === 'order_field');
  if (inField !== undefined) return { chosen: inField, by: 'order_field' };
  const named = candidates.filter(({ by }) => by === 'ticket_text');
  const [first, ...others] = named;
  if (first !== undefined) return { chosen: others.length === 0 ? first : null, by: 'ticket_text' };
  const own = candidates.map(({ order }) => order);
  const meant = chooseMeantOrder({ own, named: [], foreign: [], unknown: [] }, ticket.requester);
  if (!('order' in meant)) return { chosen: null, by: 'requester' };
  return { chosen: candidates.find(({ order }) => order === meant.order) ?? null, by: 'requester' };
}

function describeChoice(
  { order: { snapshot, answer }, isRequesters }: Candidate,
  { desk: { brand }, reader, dates, askedAt }: Frame,
): SidebarChoice {
  const shown = { snapshot, answer, reader, supportEmail: brand.support.email };
  const page = renderAgentOrder({
    ...shown,
    decisions: [],
    messages: [],
    givenAddress: null,
    pageUrl: null,
    askedAt,
  });
  return {
    orderNumber: snapshot.orderNumber ?? '',
    title: page.title,
    label: page.headline,
    mood: page.mood,
    placed: snapshot.placedAt === null ? null : dates.day(snapshot.placedAt),
    isRequesters,
  };
}

function describeVerdict(settled: SettledTicket | null, { words, dates }: Frame): SidebarTicket['verdict'] {
  if (settled === null)
    return { kind: 'pending', label: words.verdicts.pending, because: null, when: null, macro: null };
  const { outcome, because, macro, at } = settled;
  return {
    kind: outcome === 'would_hand_over' ? 'left_alone' : outcome,
    label: words.verdicts[outcome],
    because: because === null ? null : (words.because[because] ?? because),
    when: dates.clock(at),
    macro,
  };
}
