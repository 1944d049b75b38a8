import type { Condition, Instant, TrackingEvent } from '@tidings/domain';
import { Dice } from '../dice.js';
import { MESSAGES_DO } from '../hazards.js';
import type { Ask, AskCause, OrderTruth } from '../truth.js';

/** Something that a customer was sent. */
export interface SentMessage {
  readonly at: Instant;
  /** What it is about; `status` only repeats the carrier. */
  readonly about: Condition | 'status';
  readonly eventId: string | null;
}

/** What a message has to be about to answer a question before it is asked. */
const EXPLAINS: Readonly<Record<AskCause, ReadonlySet<SentMessage['about']>>> = {
  silence: new Set([
    'silence',
    'label_without_pickup',
    'being_prepared',
    'preparing_late',
    'estimate_moved',
    'exception',
    'order_held',
  ]),
  late: new Set([
    'estimate_moved',
    'silence',
    'label_without_pickup',
    'preparing_late',
    'exception',
    'case_resolved',
    'promise_at_risk',
    'promise_broken',
  ]),
  problem: new Set(['exception']),
  curiosity: new Set([
    'on_its_way',
    'being_prepared',
    'preparing_late',
    'label_without_pickup',
    'estimate_moved',
    'out_for_delivery',
  ]),
};

/** How many of an order's customers still ask, and how many ask because of what they were sent. */
export function countTickets(truth: OrderTruth, messages: readonly SentMessage[]): number {
  const asked = truth.asks.filter((ask) => !isAnswered(ask, messages)).length;
  return asked + countAlarmed(truth, messages);
}

function isAnswered(ask: Ask, messages: readonly SentMessage[]): boolean {
  const strength = messages.reduce((most, { at, about }) => {
    if (at < ask.since || at >= ask.at) return most;
    return Math.max(most, EXPLAINS[ask.cause].has(about) ? MESSAGES_DO.explains : MESSAGES_DO.status);
  }, 0);
  return ask.doubt < strength;
}

/** The same customer is alarmed by the same report, whoever forwards it. */
function countAlarmed({ orderNumber, exceptions }: OrderTruth, messages: readonly SentMessage[]): number {
  let alarmed = 0;
  for (const { eventId, meaning } of exceptions) {
    if (meaning !== 'harmless' || !messages.some((message) => message.eventId === eventId)) continue;
    const stream = streamOf(eventId + orderNumber);
    if (new Dice(stream).chance(MESSAGES_DO.alarmed)) alarmed += 1;
  }
  return alarmed;
}

/** The same roll of the dice for the same report of the same order. */
function streamOf(text: string): number {
  let stream = 7;
  for (let index = 0; index < text.length; index += 1) stream = (stream * 31 + text.charCodeAt(index)) | 0;
  return stream;
}

/** What ordinary apps send: a message whenever the carrier's status changes, whatever it means. */
export class StatusMessages {
  readonly sent: SentMessage[] = [];
  #status = '';
  readonly #ids = new Set<string>();

  hear(event: TrackingEvent, at: Instant): void {
    if (this.#ids.has(event.id)) return;
    this.#ids.add(event.id);
    const status =
      event.kind === 'exception_opened' ? `exception ${event.reason ?? ''}` : (event.milestone ?? '');
    if (status === '' || status === this.#status) return;
    this.#status = status;
    this.sent.push({ at, about: 'status', eventId: event.id });
  }
}
