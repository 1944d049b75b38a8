import { addHours, type Instant } from '@tidings/domain';

/** The hand that moves a clock which does not run by itself. */
export interface ClockHand {
  isRunning(): boolean;
  toggle(): void;
  /** Moves at once, and goes on from there. */
  advanceTo(target: Instant): Promise<void>;
  stop(): Promise<void>;
}

const TICK_MS = 1_000;
const HOURS_PER_TICK = 1 / 6;

/** Moves the clock ten minutes a second, one move after the other. */
export function runClock(clock: { now(): Instant }, move: (target: Instant) => Promise<void>): ClockHand {
  let isRunning = true;
  let moving: Promise<void> = Promise.resolve();
  const advanceTo = (target: Instant): Promise<void> => {
    moving = moving.then(() => (target > clock.now() ? move(target) : undefined));
    return moving;
  };
  const timer = setInterval(() => {
    if (isRunning) void advanceTo(addHours(clock.now(), HOURS_PER_TICK)).catch(fail);
  }, TICK_MS);
  const fail = (error: unknown): void => {
    isRunning = false;
    process.stderr.write(
      `the clock was stopped: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  };
  return {
    isRunning: () => isRunning,
    toggle: () => {
      isRunning = !isRunning;
    },
    advanceTo,
    stop: async () => {
      clearInterval(timer);
      await moving.catch(() => undefined);
    },
  };
}
