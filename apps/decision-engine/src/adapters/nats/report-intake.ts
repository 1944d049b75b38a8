import { streams, trackingReportRecorded } from '@tidings/contracts';
import type { Bus } from '@tidings/messaging';
import { Intake } from '../../ports/intake.js';

/** Under load there is always something on its way; only what has waited this long can mislead the clock. */
const TOLERATED_MS = 60_000;

/** Caught up: within the last minute, no report waited for this engine. */
export class ReportIntake extends Intake {
  readonly #bus: Bus;
  readonly #durable: string;
  #emptyAtMs: number | null = null;

  constructor(bus: Bus, durable: string) {
    super();
    this.#bus = bus;
    this.#durable = durable;
  }

  override async isCaughtUp(): Promise<boolean> {
    const stream = streams[trackingReportRecorded.stream].name;
    const { num_pending: waiting } = await this.#bus.jsm.consumers.info(stream, this.#durable);
    const nowMs = performance.now();
    if (waiting === 0) this.#emptyAtMs = nowMs;
    return this.#emptyAtMs !== null && nowMs - this.#emptyAtMs <= TOLERATED_MS;
  }
}
