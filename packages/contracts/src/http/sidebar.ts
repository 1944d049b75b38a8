import { instantSchema } from '@tidings/domain';
import { z } from 'zod';

/**
 * What deflection tells the sidebar of a helpdesk about one ticket.
 *
 * `GET /sidebar/tickets/:ticketId?order=<number>&locale=<BCP 47>`, `Authorization: Bearer <JWT>`; answers within 5 s.
 *
 * Every text is a sentence or a label in the agent's language, made by packages/wording on the server: the browser
 * carries no catalogue, and what the agent reads is what mail, page and ticket say. All of it is plain text but
 * `reply.html`, which goes to the helpdesk's editor and is never put into the sidebar's own document.
 *
 * What goes wrong has the body of every failure, `{ error: { code, message } }`: 401 for a token that is wrong,
 * expired or of another installation; 404 for a ticket that is not there, or not a ticket of this installation's brands;
 * 429 and 503 with Retry-After. A ticket without an order is an answer (`none`), not a failure.
 */
export const sidebarQuerySchema = z.object({
  /** The order that the agent picked; it must be one of those that were offered, else the answer is as without it. */
  order: z.string().min(1).max(100).optional(),
  locale: z.string().min(1).max(35).optional(),
});
export type SidebarQuery = z.infer<typeof sidebarQuerySchema>;

/**
 * Signed HS256 by the helpdesk with the installation's key; the page that asks wrote the rest. So it proves "an agent of
 * this installation" and no more: what an agent may see is decided by the ticket as deflection reads it itself.
 */
export const sidebarClaimsSchema = z.object({
  /** The helpdesk's account: `acme.zendesk.com`. It tells which key to verify with. */
  iss: z.string().min(1),
  /** The origin that was asked: `https://tidings.example`. */
  aud: z.string().min(1),
  /** The agent's user id. */
  sub: z.string().min(1),
  /** Seconds; at most five minutes ahead. */
  exp: z.number().int(),
});
export type SidebarClaims = z.infer<typeof sidebarClaimsSchema>;

/** What is told is passed on as it is. */
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const rowSchema = z.object({ label: z.string(), value: z.string() });
const stepSchema = z.object({ text: z.string(), when: z.string(), place: z.string().nullable() });

const expectedSchema = z.object({
  label: z.string(),
  /** `Between Tue 24 and Thu 26 November`; null where there is no date to rely on. */
  when: z.string().nullable(),
  /** What the date rests on and what it was before; or why there is none. */
  says: listOf(z.string()),
});

const parcelSchema = z.object({
  title: z.string(),
  /** Null where the head has said it: the order is this one parcel. */
  label: z.string().nullable(),
  sentence: z.string().nullable(),
  expected: expectedSchema.nullable(),
  items: listOf(z.string()),
  facts: listOf(rowSchema),
  /** Newest first. */
  timeline: listOf(stepSchema),
  /** The carrier's own words, shown on demand; newest first. */
  verbatim: z
    .object({
      summary: z.string(),
      reports: listOf(stepSchema.extend({ withdrawn: z.string().nullable() })),
    })
    .nullable(),
});

const openCaseSchema = z.object({
  /** The reason, as a heading. */
  title: z.string(),
  /** What is known, and who has to do what. */
  says: listOf(z.string()),
  /** By when somebody has to have acted. */
  due: z.string(),
  isOverdue: z.boolean(),
  /** What the customer was offered. */
  options: listOf(z.string()),
  /** What they chose; null until they did. */
  chosen: z.string().nullable(),
  /** The address that they gave with it, line by line; null where they gave none. */
  address: z.object({ label: z.string(), lines: listOf(z.string()) }).nullable(),
});

const toldSchema = z.object({
  key: z.string(),
  /** What it said, as a heading. */
  text: z.string(),
  /** `Parcel 1 of 2`, as the parcels are titled; null where there is only one, or it was about the whole order. */
  parcels: z.string().nullable(),
  when: z.string(),
  state: z.enum(['sent', 'waiting', 'held', 'dropped', 'undeliverable']),
  stateLabel: z.string(),
  /** Why it did not leave; null where it did, or nothing stands in its way. */
  because: z.string().nullable(),
});

/** Why something was said, or nothing was. */
const decisionSchema = z.object({
  key: z.string(),
  /** What was noticed. */
  text: z.string(),
  /** Those that it is about, named as in what was told. */
  parcels: z.string().nullable(),
  when: z.string(),
  /** `spoke` led to a message, `quiet` did not. */
  result: z.enum(['spoke', 'quiet', 'case_opened', 'case_closed']),
  resultLabel: z.string(),
  because: z.string().nullable(),
  /** The nearest change that would have led to something else. */
  otherwise: z.string().nullable(),
  /** For whoever keeps the policy: its version, the rule, and what it saw. */
  rule: z.string(),
  inputs: listOf(rowSchema),
});

/** One order in words; all but `openCase`, `promised`, `told` and `decisions` stands on its customer's page as well. */
export const sidebarOrderSchema = z.object({
  orderNumber: z.string().nullable(),
  /** `Order 1001`. */
  title: z.string(),
  mood: z.enum(['good', 'neutral', 'attention']),
  /** Two to five words. */
  headline: z.string(),
  sentence: z.string(),
  /** Set where all of it could not be checked lately. */
  stale: z.string().nullable(),
  openCase: openCaseSchema.nullable(),
  expected: expectedSchema.nullable(),
  /** What happens next. */
  next: z.string().nullable(),
  /** The next update that the customer was promised, and by when; null where none was. */
  promised: z.object({ text: z.string(), isOverdue: z.boolean() }).nullable(),
  progress: z
    .object({
      label: z.string(),
      stages: listOf(
        z.object({
          label: z.string(),
          state: z.enum(['done', 'current', 'ahead']),
          stateLabel: z.string(),
        }),
      ),
    })
    .nullable(),
  parcels: listOf(parcelSchema),
  /** What is in no parcel yet. */
  waiting: z.object({ title: z.string(), items: listOf(z.string()) }).nullable(),
  /** What happened before there were parcels, where that is not told with the only one; newest first. */
  story: z.object({ title: z.string(), timeline: listOf(stepSchema) }).nullable(),
  /** What the customer was told, or would have been; newest first. */
  told: listOf(toldSchema),
  /** Newest first. */
  decisions: listOf(decisionSchema),
  /** When all of this became what it is. */
  updated: rowSchema,
  /** Its customer's page; null where the brand has none. */
  pageUrl: z.url().nullable(),
});
export type SidebarOrder = z.infer<typeof sidebarOrderSchema>;

/** Why this order is shown. */
const matchSchema = z.object({
  by: z.enum(['order_field', 'ticket_text', 'requester', 'agent']),
  says: z.string(),
  /** False: the requester is not proven to be its customer. The agent is warned, and there is no reply. */
  isRequesters: z.boolean(),
});

const choiceSchema = z.object({
  orderNumber: z.string(),
  /** `Order 1001`. */
  title: z.string(),
  /** The headline. */
  label: z.string(),
  mood: z.enum(['good', 'neutral', 'attention']),
  /** When it was placed. */
  placed: z.string().nullable(),
  isRequesters: z.boolean(),
});
export type SidebarChoice = z.infer<typeof choiceSchema>;

/** The right reply, of the shop's own macro. An agent inserts it; nothing does so for them. */
const replySchema = z.object({
  /** Of the macro in the helpdesk; null where the words are Tidings' own. */
  macro: z.string().nullable(),
  /**
   * Escaped, with what the helpdesk makes of its placeholders; those that it fills in only when the reply is sent are left:
   * who sends it, the shop's own blocks of text, and what could not be told for certain.
   */
  html: z.string(),
  /** What the customer will read, as plain text with line breaks: the preview, and for an editor without formatting. */
  text: z.string(),
});

/** What deflection did with the ticket, or why it left it alone. */
const verdictSchema = z.object({
  kind: z.enum(['answered', 'handed_over', 'left_alone', 'would_answer', 'pending']),
  label: z.string(),
  /** Why, in a sentence; null where the label says all. */
  because: z.string().nullable(),
  when: z.string().nullable(),
  macro: z.string().nullable(),
});

const frameShape = {
  ticketId: z.string(),
  brandName: z.string(),
  /** BCP 47, of all texts. */
  language: z.string(),
  askedAt: instantSchema,
  /** Null: this ticket never came by deflection. */
  verdict: verdictSchema.nullable(),
};

export const sidebarTicketSchema = z.discriminatedUnion('state', [
  z.object({
    ...frameShape,
    state: z.literal('found'),
    match: matchSchema,
    order: sidebarOrderSchema,
    /** The other orders that the agent may pick; newest first. */
    others: listOf(choiceSchema),
    reply: replySchema.nullable(),
    /** Why there is no reply to insert; null where there is one. */
    noReply: z.string().nullable(),
  }),
  /** More than one order could be meant. */
  z.object({ ...frameShape, state: z.literal('several'), says: z.string(), orders: listOf(choiceSchema) }),
  /** No order was found; `says` tells where it was looked for. */
  z.object({ ...frameShape, state: z.literal('none'), says: listOf(z.string()) }),
]);
export type SidebarTicket = z.infer<typeof sidebarTicketSchema>;
