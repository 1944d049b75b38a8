import { isTerminal, type Actor, type Journey, type OpenException, type Reason } from '@tidings/domain';

/** The one thing to say of a parcel: why it is where it is and who must act. */
export interface Headline {
  readonly reason: Reason | null;
  readonly actor: Actor;
}

const NOTHING_TO_DO: Headline = { reason: null, actor: 'nobody' };

/** An end needs no reason; else the most pressing open problem; else what the milestone itself asks of somebody. */
export function tellHeadline({ current, openExceptions, timeline }: Journey): Headline {
  if (current !== null && isTerminal(current.milestone)) return NOTHING_TO_DO;
  const [pressing] = openExceptions.toSorted(byUrgency);
  if (pressing !== undefined) return { reason: pressing.reason, actor: pressing.actor };
  const event = timeline.find((entry) => entry.event.id === current?.eventId)?.event;
  if (event === undefined || event.actor === 'nobody') return NOTHING_TO_DO;
  return { reason: event.reason ?? null, actor: event.actor };
}

/** What a customer or the shop can do something about comes first, then the newest. */
function byUrgency(a: OpenException, b: OpenException): number {
  const isUrgentFirst = Number(isActionable(b)) - Number(isActionable(a));
  if (isUrgentFirst !== 0) return isUrgentFirst;
  return a.lastReported.sortAt < b.lastReported.sortAt ? 1 : -1;
}

function isActionable({ actor }: OpenException): boolean {
  return actor === 'recipient' || actor === 'merchant';
}
