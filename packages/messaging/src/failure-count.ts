import { RecentMap } from './recent-map.js';

/**
 * How often each event failed *for a reason of its own*, in this process. NATS's own delivery count cannot be used: it
 * also rises with every crash, deployment, outage and lost acknowledgement, and would bury events that never failed.
 * Ours starts again at zero in another replica or after a restart, so a poison could live on for ever where processes
 * come and go; therefore, when an event has *just failed* and NATS has delivered it twice as often as is allowed, that is
 * enough as well. An event that does not fail is never buried, however often it was delivered.
 */
export class FailureCount {
  readonly #failures = new RecentMap<string, number>();

  has(place: string): boolean {
    return this.#failures.has(place);
  }

  /** @returns how often it has failed now */
  add(place: string): number {
    const failures = (this.#failures.get(place) ?? 0) + 1;
    // Of what is forgotten for its age another replica has taken over: it never came back to us.
    this.#failures.set(place, failures);
    return failures;
  }

  forget(place: string): void {
    this.#failures.delete(place);
  }
}
