import type { SidebarChoice, SidebarTicket } from '@tidings/contracts';
import { answer, type OrderSnapshot } from '@tidings/domain';
import { ORDER_STATES } from '@tidings/testing';
import { type DecisionFacts, type MessageFacts, renderAgentOrder } from '@tidings/wording';

const ASKED_AT = '2026-11-22T12:00:00.000Z';
const READER = { locale: 'en-GB', timeZone: 'Europe/London', brandName: 'Acme Homeware' };

type Found = Extract<SidebarTicket, { state: 'found' }>;

const frame = {
  ticketId: '35436',
  brandName: READER.brandName,
  language: 'en-GB',
  askedAt: ASKED_AT,
  verdict: null,
} as const;

const decisions: readonly DecisionFacts[] = [
  {
    key: 'o1:p1:noise:weather:1',
    condition: 'noise',
    reason: 'weather',
    parcelIds: ['p1'],
    outcome: 'suppress',
    factAt: '2026-11-21T09:02:00.000Z',
    decidedAt: '2026-11-21T09:03:00.000Z',
    speech: 'none',
    trace: {
      policyVersion: 'first-3',
      ruleId: 'estimate-unmoved',
      inputs: { etaEffect: 'none', carrierShiftDays: 0, usuallyDelays: true, whoMustAct: 'carrier' },
      nearest: { fact: 'carrierShiftDays', needed: 'at least 1', wouldHave: 'send estimate_moved' },
      because: 'estimate_unmoved',
    },
  },
  {
    key: 'o1:p1:on_its_way:1',
    condition: 'on_its_way',
    reason: null,
    parcelIds: ['p1'],
    outcome: 'send',
    factAt: '2026-11-19T17:40:00.000Z',
    decidedAt: '2026-11-19T17:41:00.000Z',
    speech: 'sent',
    trace: {
      policyVersion: 'first-3',
      ruleId: 'first-physical',
      inputs: { isFirstPhysical: true, isOwed: true },
      nearest: null,
      because: null,
    },
  },
];

const messages: readonly MessageFacts[] = [
  {
    key: 'o1:p1:on_its_way:1',
    condition: 'on_its_way',
    reason: null,
    parcelIds: ['p1'],
    state: 'sent',
    because: null,
    requestedAt: '2026-11-19T17:41:00.000Z',
    settledAt: '2026-11-19T17:41:09.000Z',
  },
];

/** What the sidebar is told of a ticket about this order. */
export function ticketAbout(snapshot: OrderSnapshot, over: Partial<Found> = {}): Found {
  return {
    ...frame,
    state: 'found',
    match: { by: 'ticket_text', says: 'The ticket names its number.', isRequesters: true },
    order: renderAgentOrder({
      snapshot,
      answer: answer(snapshot, 2, ASKED_AT),
      reader: READER,
      supportEmail: 'help@acme.example',
      decisions,
      messages,
      givenAddress: { street: '12 Quay Street', extra: 'Flat 3', postcode: 'TR11 3LW', city: 'Falmouth' },
      pageUrl: 'https://track.acme.example/t/abc',
      askedAt: ASKED_AT,
    }),
    others: [],
    reply: {
      macro: 'Tidings: where is it?',
      html: '<p>Hello Ann,</p><p>Your order is on its way with UPS.</p>',
      text: 'Hello Ann,\n\nYour order is on its way with UPS.',
    },
    noReply: null,
    ...over,
  };
}

const choices: readonly SidebarChoice[] = [
  {
    orderNumber: 'AC-1001',
    title: 'Order AC-1001',
    label: 'On its way',
    mood: 'good',
    placed: 'Wed 18 November',
    isRequesters: true,
  },
  {
    orderNumber: 'AC-0977',
    title: 'Order AC-0977',
    label: 'No news for longer than usual',
    mood: 'attention',
    placed: 'Mon 2 November',
    isRequesters: true,
  },
];

function stateOf(name: string): OrderSnapshot {
  const state = ORDER_STATES[name];
  if (state === undefined) throw new Error(`no state ${name}`);
  return state;
}

const onItsWay = ticketAbout(stateOf('on-its-way'));

/** Every answer that the sidebar can get, by name. */
export const TICKETS: Readonly<Record<string, SidebarTicket>> = {
  ...Object.fromEntries(Object.entries(ORDER_STATES).map(([name, state]) => [name, ticketAbout(state)])),
  answered: {
    ...onItsWay,
    reply: null,
    noReply: 'Tidings has answered already. What you write comes after it.',
    verdict: {
      kind: 'answered',
      label: 'Answered and solved',
      because: 'The requester asked where the order is, and it is theirs.',
      when: 'Sun 22 November at 11:58',
      macro: 'Tidings: where is it?',
    },
  },
  'handed-over': {
    ...onItsWay,
    verdict: {
      kind: 'handed_over',
      label: 'Handed over to you',
      because: 'The ticket asks for a refund as well.',
      when: 'Sun 22 November at 11:58',
      macro: null,
    },
  },
  'somebody-elses': {
    ...onItsWay,
    match: {
      by: 'ticket_text',
      says: 'The ticket names its number, but the requester’s address is not that of the order.',
      isRequesters: false,
    },
    reply: null,
    noReply: 'There is no reply to insert, because it is not proven that the order is the requester’s.',
  },
  'with-others': { ...onItsWay, others: choices.slice(1) },
  several: {
    ...frame,
    state: 'several',
    says: 'The requester has 2 orders, and the ticket names none of them.',
    orders: choices,
  },
  none: {
    ...frame,
    state: 'none',
    says: ['The ticket names no order number.', 'No order has the requester’s e-mail address.'],
  },
};
