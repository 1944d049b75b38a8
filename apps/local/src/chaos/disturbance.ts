import { seededRandom } from '../feed/seeded-random.js';
import { SERVICE_NAMES, type Services } from '../harness/services.js';
import type { Infrastructure } from '../harness/start-infrastructure.js';

export interface Surroundings {
  readonly services: Services;
  readonly infrastructure: Infrastructure;
}

/** Something that breaks once so many webhooks were accepted. */
export interface Disturbance {
  /** A service, `nats` or `postgres`. */
  readonly what: string;
  readonly afterAccepted: number;
  /** After that acceptance, so that it is not in step with it. */
  readonly pauseMs: number;
  /** How long it stays broken. */
  readonly brokenMs: number;
  destroy(surroundings: Surroundings): Promise<void>;
  mend(surroundings: Surroundings): Promise<void>;
}

const LONGEST_PAUSE_MS = 40;

/** SIGKILLs of every service, at moments that only depend on the seed. */
export function killServices(options: {
  readonly seed: number;
  readonly webhooks: number;
  readonly killsPerService: number;
}): Disturbance[] {
  const random = seededRandom(options.seed);
  const kills = SERVICE_NAMES.flatMap((name) =>
    Array.from({ length: options.killsPerService }, () => ({
      what: name,
      afterAccepted: Math.floor(random() * options.webhooks),
      pauseMs: random() * LONGEST_PAUSE_MS,
      brokenMs: 0,
      destroy: ({ services }: Surroundings) => services[name].kill(),
      mend: ({ services }: Surroundings) => services[name].start(),
    })),
  );
  return kills.toSorted((one, other) => one.afterAccepted - other.afterAccepted);
}

export function natsOutage(afterAccepted: number, seconds: number): Disturbance {
  return {
    what: 'nats',
    afterAccepted,
    pauseMs: 0,
    brokenMs: seconds * 1_000,
    destroy: ({ infrastructure: { nats } }) => nats.kill(),
    mend: ({ infrastructure: { nats } }) => nats.restart(),
  };
}

/** The server dies in the middle of what it does and comes up again on what it had written. */
export function postgresCrash(afterAccepted: number): Disturbance {
  return {
    what: 'postgres',
    afterAccepted,
    pauseMs: 0,
    brokenMs: 0,
    destroy: ({ infrastructure: { postgres } }) => postgres.kill(),
    mend: ({ infrastructure: { postgres } }) => postgres.restart(),
  };
}

export function postgresRestart(afterAccepted: number): Disturbance {
  return {
    what: 'postgres',
    afterAccepted,
    pauseMs: 0,
    brokenMs: 0,
    destroy: () => Promise.resolve(),
    mend: ({ infrastructure: { postgres } }) => postgres.restart(),
  };
}
