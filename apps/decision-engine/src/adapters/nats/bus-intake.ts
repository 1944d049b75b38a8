import { type EventContract, streams } from '@tidings/contracts';
import { addHours, type Instant } from '@tidings/domain';
import { type Bus, eventTextsOf } from '@tidings/messaging';
import { Intake } from '../../ports/intake.js';

/** Under load there is always something on its way; only what has waited this long can mislead. */
const TOLERATED_HOURS = 1 / 60;

export interface BusIntakeParts {
  readonly bus: Bus;
  readonly clock: { now(): Instant };
  /** The consumers whose events change what is true. */
  readonly consumers: readonly { readonly contract: EventContract; readonly durable: string }[];
}

/** Caught up: of what was accepted more than a minute ago, nothing waits for this engine or any replica of it. */
export class BusIntake extends Intake {
  readonly #parts: BusIntakeParts;

  constructor(parts: BusIntakeParts) {
    super();
    this.#parts = parts;
  }

  override async isCaughtUp(): Promise<boolean> {
    const { clock, consumers } = this.#parts;
    const tolerated = addHours(clock.now(), -TOLERATED_HOURS);
    const oldest = await Promise.all(
      consumers.map(({ contract, durable }) => this.#oldestAt(contract, durable)),
    );
    return oldest.every((at) => at === null || at >= tolerated);
  }

  /** When the oldest event occurred that nobody has worked off, by the product's clock; null when there is none. */
  async #oldestAt({ stream, subject }: EventContract, durable: string): Promise<Instant | null> {
    const { jsm } = this.#parts.bus;
    const { name } = streams[stream];
    const info = await jsm.consumers.info(name, durable);
    if (info.num_pending + info.num_ack_pending === 0) return null;
    const seq = info.ack_floor.stream_seq + 1;
    const stored = await jsm.direct.getMessage(name, { seq, next_by_subj: subject });
    const [oldest] = stored === null ? [] : eventTextsOf(stored.data, stored.header);
    return oldest === undefined ? null : occurredAtOf(oldest);
  }
}

/** What cannot be read is about to become a dead letter and keeps nobody waiting. */
function occurredAtOf(payload: string): Instant | null {
  try {
    const { occurredAt } = JSON.parse(payload) as { readonly occurredAt?: unknown };
    return typeof occurredAt === 'string' ? occurredAt : null;
  } catch {
    return null;
  }
}
