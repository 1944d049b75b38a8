import { type Envelope, type EventContract, streams } from '@tidings/contracts';
import { type Bus, readStream } from '@tidings/messaging';

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
  for (const { name } of Object.values(streams)) envelopes.push(...(await envelopesIn(bus, name, 1)));
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
  const waiting = await envelopesIn(bus, name, ack_floor.stream_seq + 1);
  return waiting.filter((event) => event.subject === subject);
}

async function envelopesIn(bus: Bus, stream: string, from: number): Promise<StoredEnvelope[]> {
  const envelopes: StoredEnvelope[] = [];
  for await (const { subject, text } of readStream(bus.jsm, stream, from)) {
    const { id, brandId } = JSON.parse(text) as Envelope;
    envelopes.push({ subject, id, brandId, payload: text });
  }
  return envelopes;
}
