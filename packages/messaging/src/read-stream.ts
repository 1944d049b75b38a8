import type { JetStreamManager } from '@nats-io/jetstream';
import { eventTextsOf } from './event-texts.js';

/** An event as it lies in its stream. */
export interface StreamedEvent {
  readonly subject: string;
  /** Its envelope, as JSON. */
  readonly text: string;
}

/** The events that a stream holds at the time of the call, oldest first; for whoever looks into one without consuming it. */
export async function* readStream(
  jsm: JetStreamManager,
  stream: string,
  fromSequence = 1,
): AsyncGenerator<StreamedEvent> {
  const { state } = await jsm.streams.info(stream);
  for (let seq = Math.max(fromSequence, state.first_seq); seq <= state.last_seq; seq += 1) {
    const stored = await jsm.streams.getMessage(stream, { seq });
    if (stored === null) continue;
    for (const text of eventTextsOf(stored.data, stored.header)) yield { subject: stored.subject, text };
  }
}
