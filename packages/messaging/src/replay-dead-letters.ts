import { headers } from '@nats-io/transport-node';
import { streams } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import { type DeadLetter, REPLAY_FOR_HEADER, REPLAYED_HEADER } from './dead-letter.js';
import { type DeadLetterFilter, readDeadLetters } from './read-dead-letters.js';
import { refuseStaleSpeech } from './refuse-stale-speech.js';

export interface ReplayReport {
  readonly replayed: number;
  /** These stay where they are. */
  readonly refused: readonly { readonly letter: DeadLetter; readonly reason: string }[];
}

/**
 * Sends dead letters again to the consumer that gave up on them, and takes them off the list.
 * @param request.asOf now, as the product's clock has it
 */
export async function replayDeadLetters(
  bus: Bus,
  request: { readonly filter?: DeadLetterFilter; readonly asOf: string },
): Promise<ReplayReport> {
  const refused: { letter: DeadLetter; reason: string }[] = [];
  let replayed = 0;
  for await (const letter of readDeadLetters(bus, request.filter)) {
    const reason = refuseStaleSpeech(letter, request.asOf);
    if (reason !== null) {
      refused.push({ letter, reason });
      continue;
    }
    await replay(bus, letter);
    replayed += 1;
  }
  return { replayed, refused };
}

async function replay(bus: Bus, letter: DeadLetter): Promise<void> {
  const marked = headers();
  marked.set(REPLAYED_HEADER, 'true');
  marked.set(REPLAY_FOR_HEADER, letter.durable);
  // The original id would be taken for a repetition; the letter's own keeps a crash before the deletion harmless.
  const msgID = `replay:${letter.sequence}:${letter.durable}`;
  await bus.js.publish(letter.subject, letter.payload, { msgID, headers: marked });
  await bus.jsm.streams.deleteMessage(streams.DEAD_LETTERS.name, letter.sequence);
}
