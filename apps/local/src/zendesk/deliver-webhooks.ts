import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { findHelpdeskPlugin } from '@tidings/helpdesks';
import type { TicketEvent } from './desk-state.js';
import { timeOf } from './rest/show.js';

export interface Webhook {
  /** Asked at each attempt: who listens there may be started later. */
  readonly endpoint: () => string;
  readonly secret: string;
}

/** How each delivery is disturbed: one delay in milliseconds for every copy; none is a delivery that got lost. */
export type DeliveryPlan = (event: TicketEvent) => readonly number[];

/** One delivery, as `GET /api/v2/webhooks/{id}/invocations` would list it. */
export interface Invocation {
  readonly id: string;
  readonly type: string;
  readonly ticketId: number;
  readonly attempts: number[];
}

/** Zendesk docs and notes: 12 s for each attempt; timeouts up to five times, 409 up to three, 429 and 503 by Retry-After. */
const TIMEOUT_MS = 12_000;
const TIMEOUT_ATTEMPTS = 5;
const CONFLICT_ATTEMPTS = 3;
const MAX_RETRY_AFTER_SECONDS = 60;
const TIMED_OUT = 504;
const UNREACHABLE = 0;

/** Tells a webhook of what happens to tickets, as seldom or as often as Zendesk would. */
export class WebhookSender {
  readonly invocations: Invocation[] = [];
  readonly #webhook: Webhook;
  readonly #plan: DeliveryPlan;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Promise<void>>();

  constructor(webhook: Webhook, plan: DeliveryPlan = () => [0]) {
    this.#webhook = webhook;
    this.#plan = plan;
  }

  get pending(): number {
    return this.#underWay.size;
  }

  tell(event: TicketEvent): void {
    const body = JSON.stringify(envelopeOf(event));
    const id = randomUUID();
    const invocation: Invocation = { id, type: event.type, ticketId: event.ticket.id, attempts: [] };
    this.invocations.push(invocation);
    for (const delayMs of this.#plan(event)) {
      const delivery = this.#deliver(invocation, body, delayMs).catch(() => undefined);
      this.#underWay.add(delivery);
      void delivery.finally(() => this.#underWay.delete(delivery));
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay);
  }

  async #deliver(invocation: Invocation, body: string, delayMs: number): Promise<void> {
    const { signal } = this.#closing;
    await wait(delayMs, undefined, { signal });
    for (let attempt = 1; ; attempt += 1) {
      const { status, retryAfterSeconds } = await this.#attempt(invocation.id, body);
      invocation.attempts.push(status);
      const waitSeconds = secondsToRetry(status, attempt, retryAfterSeconds);
      if (waitSeconds === null) return;
      await wait(waitSeconds * 1_000, undefined, { signal });
    }
  }

  async #attempt(id: string, body: string): Promise<{ status: number; retryAfterSeconds: number | null }> {
    const rawBody = Buffer.from(body);
    const now = new Date().toISOString();
    try {
      const response = await fetch(this.#webhook.endpoint(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Zendesk Webhook',
          'x-zendesk-account-id': '22129848',
          'x-zendesk-webhook-id': '01F1KRFQ6BG29CNWFR60NK5FNY',
          'x-zendesk-webhook-invocation-id': id,
          ...findHelpdeskPlugin('zendesk')?.webhook.sign(rawBody, this.#webhook.secret, now),
        },
        body: rawBody,
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      const retryAfter = response.headers.get('retry-after');
      return { status: response.status, retryAfterSeconds: retryAfter === null ? null : Number(retryAfter) };
    } catch (error) {
      const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
      return { status: isTimeout ? TIMED_OUT : UNREACHABLE, retryAfterSeconds: null };
    }
  }
}

/** Null: given up. A 500 is, at once; so is a server that is not there. */
export function secondsToRetry(
  status: number,
  attempt: number,
  retryAfterSeconds: number | null,
): number | null {
  if (status === TIMED_OUT) return attempt < TIMEOUT_ATTEMPTS ? 1 : null;
  if (status === 409) return attempt < CONFLICT_ATTEMPTS ? 1 : null;
  const isAskedToWait = status === 429 || status === 503;
  if (!isAskedToWait || retryAfterSeconds === null || attempt >= TIMEOUT_ATTEMPTS) return null;
  return retryAfterSeconds < MAX_RETRY_AFTER_SECONDS ? retryAfterSeconds : null;
}

/** Zendesk docs, Ticket events: ids are texts, and enumerations upper case. */
function envelopeOf({ type, ticket, actorId, detail }: TicketEvent): object {
  return {
    account_id: 22_129_848,
    type: `zen:event-type:ticket.${type}`,
    id: randomUUID(),
    time: ticket.updatedAt,
    zendesk_event_version: '2022-11-06',
    subject: `zen:ticket:${ticket.id}`,
    detail: {
      actor_id: String(actorId),
      assignee_id: ticket.assigneeId === null ? null : String(ticket.assigneeId),
      brand_id: '1',
      created_at: timeOf(ticket.createdAt),
      external_id: null,
      id: String(ticket.id),
      is_public: true,
      requester_id: String(ticket.requesterId),
      status: ticket.status.toUpperCase(),
      subject: ticket.subject,
      tags: ticket.tags,
      updated_at: timeOf(ticket.updatedAt),
      via: { channel: ticket.channel },
    },
    event: detail,
  };
}
