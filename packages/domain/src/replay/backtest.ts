import type { CompiledPolicy } from '../policy/compile-policy.js';
import { addHours } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { compareVerdicts, countVerdicts, emptyTally } from './compare-verdicts.js';
import type { Difference, Tally } from './compare-verdicts.js';
import type { HistoryEntry, ReplaySetting } from './history-entry.js';
import { OrderReplay } from './order-replay.js';
import { SightRecord } from './sight-record.js';

export interface BacktestOptions extends ReplaySetting {
  readonly policy: CompiledPolicy;
  /** What it is compared with; null: nothing. */
  readonly against: CompiledPolicy | null;
}

export interface BacktestReport {
  readonly orders: number;
  readonly events: number;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly policy: Tally;
  readonly against: Tally | null;
  /** By condition; empty without a second policy. */
  readonly differences: Readonly<Record<string, Difference>>;
}

/** A finished order is still listened to for so long: corrections come late. */
const RESTS_AFTER_HOURS = 7 * 24;
/** An order of which nothing is heard any more is given up; whatever the clock had to say was said by then. */
const GIVEN_UP_AFTER_HOURS = 60 * 24;
const SWEEP_EVERY = 20_000;

/**
 * What a policy would have said about the past, through the real fold and the real policy. Entries come in the order
 * of their arrival; only orders that are under way are held, whatever the length of the history.
 */
export class Backtest {
  readonly #options: BacktestOptions;
  readonly #sight = new SightRecord();
  readonly #live = new Map<string, OrderReplay>();
  readonly #tallies: readonly Tally[];
  readonly #policies: readonly CompiledPolicy[];
  readonly #differences: Record<string, Difference> = {};
  #orders = 0;
  #events = 0;
  #taken = 0;
  #from: Instant | null = null;
  #to: Instant | null = null;

  constructor(options: BacktestOptions) {
    this.#options = options;
    this.#policies = options.against === null ? [options.policy] : [options.policy, options.against];
    this.#tallies = this.#policies.map(({ policy }) => emptyTally(policy.version));
  }

  take(entry: HistoryEntry): void {
    this.#from ??= entry.at;
    this.#to = entry.at;
    if (entry.kind === 'sight') return this.#sight.record(entry.source, entry.state, entry.at);
    const replay = this.#replayOf(entry.kind === 'order' ? entry.order.number : entry.orderNumber);
    replay.passUntil(entry.at);
    if (entry.kind === 'order') replay.takeOrder(entry.order, entry.at);
    else {
      this.#events += entry.events.length;
      replay.takeReport(entry.parcelRef, entry.events, entry.at);
    }
    if (++this.#taken % SWEEP_EVERY === 0) this.#sweep(entry.at);
  }

  /** Plays what is under way to the end of the history, and sums up. */
  finish(): BacktestReport {
    for (const replay of this.#live.values()) this.#close(replay, this.#to ?? '');
    this.#live.clear();
    const [policy = emptyTally(''), against = null] = this.#tallies;
    return {
      orders: this.#orders,
      events: this.#events,
      from: this.#from,
      to: this.#to,
      policy,
      against,
      differences: this.#differences,
    };
  }

  #replayOf(orderNumber: string): OrderReplay {
    const known = this.#live.get(orderNumber);
    if (known !== undefined) return known;
    const { warehouse, handlingBusinessHours, carrierDays } = this.#options;
    const clocks = { warehouse, handlingBusinessHours, carrierDays };
    const replay = new OrderReplay(orderNumber, { ...clocks, sight: this.#sight, policies: this.#policies });
    this.#live.set(orderNumber, replay);
    this.#orders += 1;
    return replay;
  }

  #sweep(now: Instant): void {
    const [rested, givenUp] = [addHours(now, -RESTS_AFTER_HOURS), addHours(now, -GIVEN_UP_AFTER_HOURS)];
    for (const [orderNumber, replay] of this.#live) {
      if (replay.lastAt >= (replay.isComplete ? rested : givenUp)) continue;
      this.#close(replay, now);
      this.#live.delete(orderNumber);
    }
  }

  #close(replay: OrderReplay, end: Instant): void {
    replay.passUntil(end);
    const [now, before] = replay.verdicts;
    replay.verdicts.forEach((verdicts, index) => {
      const tally = this.#tallies[index];
      if (tally !== undefined) countVerdicts(tally, verdicts);
    });
    if (now === undefined || before === undefined) return;
    compareVerdicts(this.#differences, { orderNumber: replay.orderId, now, before });
  }
}
