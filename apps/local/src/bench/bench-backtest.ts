import { Backtest, type BacktestReport, firstPolicy, type HistoryEntry } from '@tidings/domain';
import { CARRIER_DAYS, HANDLING_BUSINESS_HOURS, simulate, WAREHOUSE } from '@tidings/simulator';
import type { Figures } from './bench-pipeline.js';
import { printTable, round } from './print-table.js';

const EVENTS = 1_000_000;
/** A simulated order has about ten events; the history ends once there are enough. */
const ORDERS = 150_000;
const SEED = 1;
const PART = 20_000;

export interface BacktestBenchOptions {
  /** Some events: shows that it runs, measures nothing. */
  readonly isShort: boolean;
}

interface Measured {
  readonly report: BacktestReport;
  readonly cpuSeconds: number;
  readonly peakHeapMb: number;
}

/** What a world tells, in parts, so that making it up is not measured and need not fit into memory. */
function* historyInParts(events: number): Generator<readonly HistoryEntry[]> {
  let part: HistoryEntry[] = [];
  let told = 0;
  for (const entry of simulate({ seed: SEED, orders: ORDERS })) {
    if (entry.kind === 'truth') continue;
    if (entry.kind === 'report') told += entry.events.length;
    part.push(entry);
    if (part.length < PART && told < events) continue;
    yield part;
    part = [];
    if (told >= events) return;
  }
  yield part;
}

function measure(events: number): Measured {
  const backtest = new Backtest({
    policy: firstPolicy(),
    against: null,
    warehouse: WAREHOUSE,
    handlingBusinessHours: HANDLING_BUSINESS_HOURS,
    carrierDays: CARRIER_DAYS,
  });
  let cpuMicros = 0;
  let peakHeap = 0;
  const timed = <Result>(work: () => Result): Result => {
    const since = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(since);
    cpuMicros += user + system;
    peakHeap = Math.max(peakHeap, process.memoryUsage().heapUsed);
    return result;
  };
  for (const part of historyInParts(events))
    timed(() => {
      for (const entry of part) backtest.take(entry);
    });
  const report = timed(() => backtest.finish());
  return { report, cpuSeconds: cpuMicros / 1e6, peakHeapMb: peakHeap / 1e6 };
}

/** A year of a shop lived through again under a policy, on one core. */
export function benchBacktest({ isShort }: BacktestBenchOptions): Figures {
  const { report, cpuSeconds, peakHeapMb } = measure(isShort ? 2_000 : EVENTS);
  const { events, orders, policy } = report;
  printTable('back-test, in seconds of processor time', [
    ['tracking events', events.toLocaleString('en')],
    ['orders', orders.toLocaleString('en')],
    ['seconds', String(round(cpuSeconds, 1))],
    ['events per second', round(events / cpuSeconds).toLocaleString('en')],
    ['peak heap, MB', String(round(peakHeapMb))],
    ['messages', policy.messages.toLocaleString('en')],
  ]);
  return {
    events,
    orders,
    seconds: round(cpuSeconds, 1),
    eventsPerSecond: round(events / cpuSeconds),
    peakHeapMb: round(peakHeapMb),
    messages: policy.messages,
  };
}
