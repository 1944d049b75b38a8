import { hash } from 'node:crypto';
import type { MsgHdrs } from '@nats-io/transport-node';
import type { OutgoingEvent } from '@tidings/contracts';

/**
 * A message holds the events of one subject that left together: one envelope on each line, and this header with their
 * number. Without the header it is one event, however many lines that has.
 */
export const EVENTS_HEADER = 'Tidings-Events';

/** JSON on one line has none. */
const BETWEEN = '\n';
const MAX_EVENTS = 32;
/** UTF-16 units. What a consumer has on its table is bounded by messages; this bounds it in bytes. */
const MAX_LENGTH = 65_536;

/** Some events of one subject, in their order, to be published as one message. */
export interface Publication {
  readonly subject: string;
  readonly events: readonly OutgoingEvent[];
}

/** Packs events into as few messages as they may: a message costs about the same for one as for twenty. */
export function toPublications(events: readonly OutgoingEvent[]): Publication[] {
  return [...Map.groupBy(events, ({ subject }) => subject)].flatMap(([subject, ofSubject]) =>
    cut(ofSubject).map((some): Publication => ({ subject, events: some })),
  );
}

function cut(events: readonly OutgoingEvent[]): OutgoingEvent[][] {
  const pieces: OutgoingEvent[][] = [];
  let last: OutgoingEvent[] = [];
  let length = 0;
  for (const event of events) {
    if (last.length === 0 || last.length === MAX_EVENTS || length + event.payload.length > MAX_LENGTH) {
      last = [];
      length = 0;
      pieces.push(last);
    }
    last.push(event);
    length += event.payload.length;
  }
  return pieces;
}

/** The `Nats-Msg-Id`: the event's own, or a digest of the ids, so that only the very same events count as repeated. */
export function messageIdOf({ events }: Publication): string {
  const [only, another] = events;
  if (only !== undefined && another === undefined) return only.id;
  return `events:${hash('sha256', events.map(({ id }) => id).join(BETWEEN), 'base64url')}`;
}

export function textOf({ events }: Publication): string {
  return events.map(({ payload }) => payload).join(BETWEEN);
}

/** The envelopes that a message holds, as JSON, in their order. */
export function eventTextsOf(text: string, headers: Pick<MsgHdrs, 'get'> | undefined): readonly string[] {
  return Number(headers?.get(EVENTS_HEADER) ?? '') > 1 ? text.split(BETWEEN) : [text];
}
