import {
  type Answer,
  type Instant,
  type OrderSnapshot,
  promisesIn,
  statusesIn,
  type Telling,
} from '@tidings/domain';
import { type EventOccasion, type OutgoingEvent, toOutgoing } from './define-event.js';
import { messagingMessageSettled } from './events/messaging-message-settled.js';
import { promiseShown } from './events/promise-shown.js';
import { statusShown } from './events/status-shown.js';

/** An answer as a face shows it. */
export interface ShownAnswer {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

export interface Showing {
  readonly told: Telling;
  /** The reader's, in which an instant is shown as a date. */
  readonly zone: string;
  readonly occasion: Omit<EventOccasion<never>, 'data'>;
}

/**
 * What the engine is told when a face shows an answer: its dates, which are watched; what it says, which is corrected there should
 * it turn false; and the corrections that the face showed with it.
 */
export function composeShowing(
  shown: ShownAnswer,
  { told, zone, occasion }: Showing,
): readonly OutgoingEvent[] {
  const { snapshot, answer } = shown;
  const { orderId, orderNumber, version: snapshotVersion } = snapshot;
  const shownAt: Instant = occasion.occurredAt;
  const promises = promisesIn(answer, { face: told.face, zone }).map((promise) =>
    toOutgoing(promiseShown, {
      ...occasion,
      data: { ...promise, orderId, orderNumber, shownAt, snapshotVersion },
    }),
  );
  const statuses = [...statusesIn(answer, snapshot)];
  const said = { orderId, orderNumber, told, statuses, shownAt };
  return [
    ...promises,
    ...(statuses.length === 0 ? [] : [toOutgoing(statusShown, { ...occasion, data: said })]),
    ...firstShown(answer, told).map((key) => {
      const settled = { key, orderId, state: 'sent', because: null, channel: told.face } as const;
      return toOutgoing(messagingMessageSettled, {
        ...occasion,
        data: { ...settled, shown: [], at: shownAt },
      });
    }),
  ];
}

/** Keys of the corrections that the face shows for the first time. */
function firstShown({ corrections = [] }: Answer, { face }: Telling): readonly string[] {
  return corrections.flatMap((each) => (each.face === face && each.shownAt === null ? [each.key] : []));
}
