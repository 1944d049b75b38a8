import type { MsgHdrs } from '@nats-io/transport-node';
import { textsOf } from '@tidings/contracts';

/** How many events a message holds. Without it it is one event, whatever its body is. */
export const EVENTS_HEADER = 'Tidings-Events';

/**
 * The envelopes that a message holds, as JSON, in their order.
 * @throws Error for a body of several events that is damaged
 */
export function eventTextsOf(body: Uint8Array, headers: Pick<MsgHdrs, 'get'> | undefined): readonly string[] {
  return textsOf(body, Number(headers?.get(EVENTS_HEADER) || 1));
}
