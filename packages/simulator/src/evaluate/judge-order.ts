import { type Decision, type DeliveryInterval, hoursBetween, type Instant } from '@tidings/domain';
import type { OrderTruth, Stall } from '../truth.js';
import { countTickets, type SentMessage } from './messages.js';
import { legOf, type Tally } from './tally.js';

/** An interval as it was first given, and when. */
export interface SaidInterval extends DeliveryInterval {
  readonly saidAt: Instant;
}

/** All that was decided and sent about one order, beside what an ordinary app would have sent. */
export interface OrderRecord {
  readonly truth: OrderTruth;
  readonly decisions: readonly Decision[];
  readonly statusMessages: readonly SentMessage[];
  readonly intervals: Iterable<SaidInterval>;
  readonly restatements: number;
  /** Exceptions that were still open when we heard of them, by event. */
  readonly heardOpenAt: ReadonlyMap<string, Instant>;
}

/** One tick of the engine's clock. */
const TICK_HOURS = 1 / 60;
const SILENCES: ReadonlySet<string> = new Set(['silence', 'label_without_pickup']);

export function judgeOrder(record: OrderRecord, tally: Tally): void {
  const sent = record.decisions
    .filter(({ message }) => message !== null)
    .map(({ asOf, condition, eventId }): SentMessage => ({ at: asOf, about: condition, eventId }));
  tally.orders += 1;
  tally.messages += sent.length;
  tally.statusMessages += record.statusMessages.length;
  tally.ticketsWithoutMessages += record.truth.asks.length;
  tally.tickets += countTickets(record.truth, sent);
  tally.statusTickets += countTickets(record.truth, record.statusMessages);
  tally.restatements.push(record.restatements);
  judgeExceptions(record, tally);
  judgeSilences(record, tally);
  judgeIntervals(record, tally);
  noteDelays(record, tally);
}

function judgeExceptions({ truth, decisions, heardOpenAt }: OrderRecord, tally: Tally): void {
  for (const { eventId, meaning } of truth.exceptions) {
    const own = decisions.filter((decision) => decision.eventId === eventId && decision.reason !== null);
    const spoken = own.find(({ message, outcome }) => message !== null || outcome === 'open_case');
    const heardAt = heardOpenAt.get(eventId);
    const isSuppressed = own.every(({ message }) => message === null);
    tally.suppressed += Number(isSuppressed);
    if (meaning === 'harmless') {
      tally.harmless += 1;
      tally.harmlessSuppressed += Number(isSuppressed);
    }
    tally.actedOn += Number(spoken !== undefined);
    if (meaning !== 'critical') continue;
    tally.actedOnCritical += Number(spoken !== undefined);
    if (heardAt === undefined) continue;
    tally.criticals += 1;
    tally.criticalsActedOn += Number(
      spoken !== undefined && hoursBetween(heardAt, spoken.asOf) <= TICK_HOURS,
    );
  }
}

function judgeSilences({ truth, decisions }: OrderRecord, tally: Tally): void {
  const alerts = decisions.filter(({ condition, message }) => SILENCES.has(condition) && message !== null);
  const isTrue = ({ from, to }: Stall, { asOf }: Decision): boolean =>
    from <= asOf && (to === null || asOf <= to);
  const isFalse = (alert: Decision): boolean => !truth.stalls.some((stall) => isTrue(stall, alert));
  tally.alertedParcels += Number(alerts.length > 0);
  tally.falselyAlertedParcels += Number(alerts.some(isFalse));
  tally.stalls += truth.stalls.length;
  tally.stallsFound += truth.stalls.filter((stall) => alerts.some((alert) => isTrue(stall, alert))).length;
  for (const ask of truth.asks) {
    if (ask.cause !== 'silence') continue;
    const isStalled = truth.stalls.some(({ from, to }) => from <= ask.at && (to === null || ask.at <= to));
    if (!isStalled) continue;
    const found = alerts.find(({ asOf }) => asOf >= ask.since);
    tally.leadHours.push(found === undefined ? -Infinity : hoursBetween(found.asOf, ask.at));
  }
}

function judgeIntervals({ truth, intervals }: OrderRecord, tally: Tally): void {
  const { deliveredAt } = truth;
  if (deliveredAt === null) return;
  for (const { leg, since, saidAt, within80, within95 } of intervals) {
    // What was only heard of after the delivery predicted nothing.
    if (since >= deliveredAt || saidAt >= deliveredAt) continue;
    const counts = legOf(tally, leg);
    counts.outcomes += 1;
    counts.inside80 += Number(within80.from <= deliveredAt && deliveredAt <= within80.to);
    counts.inside95 += Number(within95.from <= deliveredAt && deliveredAt <= within95.to);
    counts.width80Hours += hoursBetween(within80.from, within80.to);
    counts.width95Hours += hoursBetween(within95.from, within95.to);
  }
}

function noteDelays({ decisions }: OrderRecord, tally: Tally): void {
  for (const { source, message, factAt, asOf } of decisions) {
    if (source === null || message === null) continue;
    (tally.delayMinutes[source] ??= []).push(hoursBetween(factAt, asOf) * 60);
  }
}
