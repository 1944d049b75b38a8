import { type Envelope, type EventContract, streams } from '@tidings/contracts';
import { type Bus, eventTextsOf } from '@tidings/messaging';

/** An event as it lies in its stream. */
export interface StoredEnvelope {
  readonly subject: string;
  readonly id: string;
  readonly brandId: string;
  /** All of it, as JSON. */
  readonly payload: string;
}

/** Every event of every stream. */
export async function readEnvelopes(bus: Bus): Promise<StoredEnvelope[]> {
  const envelopes: StoredEnvelope[] = [];
  for (const { name } of Object.values(streams)) envelopes.push(...(await readStream(bus, name, 1)));
  return envelopes;
}

/** The events that a durable consumer has not settled. */
export async function readUnsettled(
  bus: Bus,
  { stream, subject }: EventContract,
  durable: string,
): Promise<StoredEnvelope[]> {
  const { name } = streams[stream];
  const { ack_floor } = await bus.jsm.consumers.info(name, durable);
  const waiting = await readStream(bus, name, ack_floor.stream_seq + 1);
  return waiting.filter((event) => event.subject === subject);
}

async function readStream(bus: Bus, name: string, from: number): Promise<StoredEnvelope[]> {
  const envelopes: StoredEnvelope[] = [];
  const { state } = await bus.jsm.streams.info(name);
  for (let seq = Math.max(from, state.first_seq); seq <= state.last_seq; seq += 1) {
    const stored = await bus.jsm.streams.getMessage(name, { seq });
    if (stored === null) continue;
    for (const payload of eventTextsOf(stored.string(), stored.header)) {
      const { id, brandId } = JSON.parse(payload) as Envelope;
      envelopes.push({ subject: stored.subject, id, brandId, payload });
    }
  }
  return envelopes;
}
