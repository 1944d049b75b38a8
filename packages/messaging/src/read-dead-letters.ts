import { JetStreamApiError, type StoredMsg } from '@nats-io/jetstream';
import { streams } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import { DEAD_LETTER_PREFIX, type DeadLetter, fromHeaders } from './dead-letter.js';

export interface DeadLetterFilter {
  /** The original subject, NATS wildcards allowed; default: all. */
  readonly subject?: string;
  readonly durable?: string;
  readonly sequence?: number;
}

const NOT_FOUND = 404;

/** Those there are at the time of the call, oldest first. */
export async function* readDeadLetters(bus: Bus, filter: DeadLetterFilter = {}): AsyncGenerator<DeadLetter> {
  const { state } = await bus.jsm.streams.info(streams.DEAD_LETTERS.name);
  // Bounded by what is there now: a letter that fails again comes back as a new one.
  const last = filter.sequence ?? state.last_seq;
  let next = filter.sequence ?? state.first_seq;
  while (next <= last) {
    const stored = await firstFrom(bus, next, `${DEAD_LETTER_PREFIX}${filter.subject ?? '>'}`);
    if (stored === null || stored.seq > last) return;
    const letter: DeadLetter = {
      sequence: stored.seq,
      ...fromHeaders(stored.header),
      payload: stored.string(),
    };
    if (filter.durable === undefined || filter.durable === letter.durable) yield letter;
    next = stored.seq + 1;
  }
}

async function firstFrom(bus: Bus, sequence: number, subject: string): Promise<StoredMsg | null> {
  try {
    return await bus.jsm.direct.getMessage(streams.DEAD_LETTERS.name, {
      seq: sequence,
      next_by_subj: subject,
    });
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === NOT_FOUND) return null;
    throw error;
  }
}
