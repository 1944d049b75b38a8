/** How a customer's ticket comes about, and what may become of it. */
export interface TicketKind {
  readonly text: (orderNumber: string) => string;
  /** Who writes; the one who bought unless it says otherwise. */
  readonly writer?: 'stranger' | 'unverified';
  /** What happens beside it. */
  readonly beside?:
    | 'customer_writes_again'
    | 'customer_answers'
    | 'agent_wrote'
    | 'agent_writes'
    /** What was answered turns false. */
    | 'carrier_takes_back';
  /** Each `outcome`, or `outcome because`; `*` for any reason. */
  readonly ends: readonly string[];
}

const ASKED = 'Hi, where is my order?';
const ANSWERED = ['answered'] as const;

export const TICKET_KINDS = {
  asks: { text: () => ASKED, ends: ANSWERED },
  asks_by_number: { text: (number) => `Has order ${number} shipped yet?`, ends: ANSWERED },
  impatient: { text: () => 'Any news on my parcel?', beside: 'customer_writes_again', ends: ANSWERED },
  not_helped: { text: () => ASKED, beside: 'customer_answers', ends: ANSWERED },
  told_wrong: { text: () => ASKED, beside: 'carrier_takes_back', ends: ANSWERED },
  stranger: {
    text: (number) => `Where is order ${number}?`,
    writer: 'stranger',
    ends: ['handed_over not_their_order'],
  },
  unverified: { text: () => ASKED, writer: 'unverified', ends: ['handed_over not_verified'] },
  mixed: {
    text: () => 'Where is my order? If it is not here by Friday I want a refund.',
    ends: ['handed_over mixed'],
  },
  missing: {
    text: () => 'FedEx says my parcel was delivered, but I have not received it.',
    ends: ['handed_over delivered_not_there'],
  },
  something_else: { text: () => 'Please send me an invoice.', ends: ['left_alone not_asked'] },
  agent_first: { text: () => ASKED, beside: 'agent_wrote', ends: ['left_alone agent_wrote'] },
  /** The agent may be the first or the second. */
  agent_meanwhile: { text: () => ASKED, beside: 'agent_writes', ends: [...ANSWERED, 'left_alone *'] },
} as const satisfies Record<string, TicketKind>;

export type TicketKindName = keyof typeof TICKET_KINDS;

/** Half of them ask and nothing else. */
const ORDER: readonly TicketKindName[] = [
  'told_wrong',
  'asks_by_number',
  'impatient',
  'asks',
  'stranger',
  'asks_by_number',
  'unverified',
  'impatient',
  'mixed',
  'told_wrong',
  'missing',
  'agent_meanwhile',
  'something_else',
  'told_wrong',
  'agent_first',
  'not_helped',
  'agent_meanwhile',
  'not_helped',
];

export function kindOf(index: number): TicketKindName {
  return ORDER[index % ORDER.length] ?? 'asks';
}

export function isTakenBack(kind: TicketKindName): boolean {
  const { beside }: TicketKind = TICKET_KINDS[kind];
  return beside === 'carrier_takes_back';
}
