import {
  type Answer,
  type OrderSnapshot,
  promiseSchema,
  promisesIn,
  shownStatusSchema,
  statusesIn,
  type Telling,
  type TellingFace,
} from '@tidings/domain';
import { z } from 'zod';
import { type EventOccasion, type OutgoingEvent, toOutgoing } from './define-event.js';
import { messagingMessageSettled } from './events/messaging-message-settled.js';
import { promiseShown } from './events/promise-shown.js';
import { statusShown } from './events/status-shown.js';

/** An answer as a face shows it. */
export interface ShownAnswer {
  readonly snapshot: OrderSnapshot;
  readonly answer: Answer;
}

/** What of a shown answer is followed from then on. */
export const showingSchema = z.object({
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  snapshotVersion: z.number().int().positive(),
  /** Its dates, which are watched. */
  promises: z.array(promiseSchema),
  /** What it says, which is corrected there should it turn false. */
  statuses: z.array(shownStatusSchema),
  /** Keys of the corrections that the face shows for the first time. */
  corrections: z.array(z.string()),
});
export type Showing = z.infer<typeof showingSchema>;

interface Face {
  readonly face: TellingFace;
  /** The reader's, in which an instant is shown as a date. */
  readonly zone: string;
}

export function readShowing({ snapshot, answer }: ShownAnswer, { face, zone }: Face): Showing {
  const { orderId, orderNumber, version: snapshotVersion } = snapshot;
  const { corrections = [] } = answer;
  const isFirst = (each: (typeof corrections)[number]): boolean =>
    each.face === face && each.shownAt === null;
  return {
    orderId,
    orderNumber,
    snapshotVersion,
    promises: [...promisesIn(answer, { face, zone })],
    statuses: [...statusesIn(answer, snapshot)],
    corrections: corrections.filter(isFirst).map(({ key }) => key),
  };
}

interface Shown {
  readonly told: Telling;
  /** When it was shown. */
  readonly occasion: Omit<EventOccasion<never>, 'data'>;
}

/** What the engine is told when a face shows an answer. */
export function composeShowing(showing: Showing, { told, occasion }: Shown): readonly OutgoingEvent[] {
  const { orderId, orderNumber, snapshotVersion, promises, statuses, corrections } = showing;
  const shownAt = occasion.occurredAt;
  const said = { orderId, orderNumber, told, statuses, shownAt };
  return [
    ...promises.map((promise) =>
      toOutgoing(promiseShown, {
        ...occasion,
        data: { ...promise, orderId, orderNumber, shownAt, snapshotVersion },
      }),
    ),
    ...(statuses.length === 0 ? [] : [toOutgoing(statusShown, { ...occasion, data: said })]),
    ...corrections.map((key) => {
      const settled = { key, orderId, state: 'sent', because: null, channel: told.face } as const;
      return toOutgoing(messagingMessageSettled, {
        ...occasion,
        data: { ...settled, shown: [], at: shownAt },
      });
    }),
  ];
}
