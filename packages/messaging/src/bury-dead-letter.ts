import type { Bus } from './connect-bus.js';
import { DEAD_LETTER_PREFIX, toHeaders } from './dead-letter.js';
import type { Held } from './held-messages.js';

export interface CauseOfDeath {
  readonly durable: string;
  readonly reason: string;
  readonly code: string;
}

/** Writes the event to DEAD_LETTERS, once however often it is tried. Rejects while the bus cannot take it. */
export async function buryDeadLetter(bus: Bus, held: Held, cause: CauseOfDeath): Promise<void> {
  const { message } = held.of;
  const { stream, deliveryCount } = message.info;
  const at = new Date().toISOString();
  await bus.js.publish(`${DEAD_LETTER_PREFIX}${message.subject}`, held.text, {
    msgID: `${cause.durable}:${stream}:${held.place}`,
    headers: toHeaders({ ...cause, subject: message.subject, deliveries: deliveryCount, at }),
  });
}
