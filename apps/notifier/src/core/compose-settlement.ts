import { messagingMessageSettled, type OutgoingEvent, toOutgoing } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { LeasedSend, SendResult, Settlement } from '../ports/send-store.js';

function eventOf(send: LeasedSend, result: SendResult, at: Instant): OutgoingEvent | null {
  const { state } = result;
  if (state === 'waiting' || (state === 'held' && send.isHeld)) return null;
  const { key, orderId } = send.request;
  const isSent = state === 'sent';
  return toOutgoing(messagingMessageSettled, {
    ...send.causation,
    brandId: send.brandId,
    occurredAt: at,
    data: {
      key,
      orderId,
      state,
      because: isSent ? null : result.because,
      channel: isSent ? result.channel : null,
      shown: isSent ? [...result.shown] : [],
      at,
    },
  });
}

/** A result with the event that tells of it, if it is news. */
export function composeSettlement(send: LeasedSend, result: SendResult, at: Instant): Settlement {
  return { brandId: send.brandId, key: send.request.key, result, at, event: eventOf(send, result, at) };
}
