import type { JsMsg } from '@nats-io/jetstream';
import type { Bus } from './connect-bus.js';
import { DEAD_LETTER_PREFIX, toHeaders } from './dead-letter.js';

export interface CauseOfDeath {
  readonly durable: string;
  readonly reason: string;
  readonly code: string;
}

/** Writes the message to DEAD_LETTERS, once however often it is tried. Rejects while the bus cannot take it. */
export async function buryDeadLetter(bus: Bus, message: JsMsg, cause: CauseOfDeath): Promise<void> {
  const { stream, streamSequence, deliveryCount } = message.info;
  const at = new Date().toISOString();
  await bus.js.publish(`${DEAD_LETTER_PREFIX}${message.subject}`, message.data, {
    msgID: `${cause.durable}:${stream}:${streamSequence}`,
    headers: toHeaders({ ...cause, subject: message.subject, deliveries: deliveryCount, at }),
  });
}
