import { type Envelope, streams } from '@tidings/contracts';
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
  for (const { name } of Object.values(streams)) {
    const { state } = await bus.jsm.streams.info(name);
    for (let seq = Math.max(1, state.first_seq); seq <= state.last_seq; seq += 1) {
      const stored = await bus.jsm.streams.getMessage(name, { seq });
      if (stored === null) continue;
      for (const payload of eventTextsOf(stored.string(), stored.header)) {
        const { id, brandId } = JSON.parse(payload) as Envelope;
        envelopes.push({ subject: stored.subject, id, brandId, payload });
      }
    }
  }
  return envelopes;
}
