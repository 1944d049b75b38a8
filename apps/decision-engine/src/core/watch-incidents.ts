import {
  addHours,
  type Detection,
  detectIncidents,
  hoursBetween,
  type Incident,
  INCIDENT_MEMORY_HOURS,
  type Instant,
} from '@tidings/domain';
import type { IncidentInput } from '@tidings/contracts';
import type { IncidentStore } from '../ports/incident-store.js';

/** How often it is looked for incidents, by the product's clock. */
const LOOK_HOURS = 5 / 60;
/** Orders that are looked at because of an incident; what is said of it leaves no faster. */
const PER_MINUTE = 600;

export interface WatchIncidentsParts {
  readonly incidents: IncidentStore;
  readonly clock: { now(): Instant };
  readonly newId: () => string;
  readonly log: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

class UnknownIncidentError extends Error {
  override readonly name = 'UnknownIncidentError';
  readonly code = 'not_found';
  constructor() {
    super('there is no such incident');
  }
}

/** Incidents are found in what parcels do, and declared, changed and ended by people. */
export class WatchIncidents {
  readonly #parts: WatchIncidentsParts;
  #lookedAt: Instant | null = null;

  constructor(parts: WatchIncidentsParts) {
    this.#parts = parts;
  }

  /** Looks for incidents that begin or end, if it is time; of all replicas one at a time. */
  async look(): Promise<void> {
    const { incidents, clock, log } = this.#parts;
    const asOf = clock.now();
    if (this.#lookedAt !== null && hoursBetween(this.#lookedAt, asOf) < LOOK_HOURS) return;
    this.#lookedAt = asOf;
    // That incidents cannot be looked for must not stop the clock: what is said without them is true too.
    await incidents
      .alone(() => this.#lookNow(asOf))
      .catch((err: unknown) => log.error({ err }, 'incidents could not be looked for'));
  }

  async declare(
    brandId: string,
    { from, ...input }: IncidentInput,
    incidentId: string | null,
  ): Promise<Incident> {
    const { clock, newId } = this.#parts;
    const known = incidentId === null ? null : await this.#find(brandId, incidentId);
    const asOf = clock.now();
    const incident: Incident = {
      incidentId: known?.incidentId ?? newId(),
      brandId,
      ...input,
      from: from ?? known?.from ?? asOf,
      origin: 'declared',
      evidence: known?.evidence ?? null,
    };
    return this.#put(incident, asOf);
  }

  async end(brandId: string, incidentId: string, by: string): Promise<Incident> {
    const known = await this.#find(brandId, incidentId);
    const asOf = this.#parts.clock.now();
    if (known.to !== null && known.to <= asOf) return known;
    return this.#put({ ...known, to: asOf, by }, asOf);
  }

  async #find(brandId: string, incidentId: string): Promise<Incident> {
    const known = await this.#parts.incidents.find(brandId, incidentId);
    if (known === null) throw new UnknownIncidentError();
    return known;
  }

  async #lookNow(asOf: Instant): Promise<void> {
    const { incidents } = this.#parts;
    const troubles = await incidents.readTroubles(addHours(asOf, -INCIDENT_MEMORY_HOURS));
    const standing = Map.groupBy(await incidents.listStanding(asOf), ({ brandId }) => brandId);
    for (const brandId of new Set([...troubles.keys(), ...standing.keys()])) {
      const found = detectIncidents(troubles.get(brandId) ?? [], standing.get(brandId) ?? [], asOf);
      for (const detection of found.opened) await this.#put(this.#toIncident(brandId, detection), asOf);
      for (const { incident, reason } of found.changed) await this.#put({ ...incident, reason }, asOf);
      for (const incident of found.ended) await this.#put({ ...incident, to: asOf }, asOf);
    }
  }

  #toIncident(brandId: string, { carrier, facility, reason, from, evidence }: Detection): Incident {
    return {
      incidentId: this.#parts.newId(),
      brandId,
      name: carrier === null ? facility : `${carrier}: ${facility}`,
      place: { ...(carrier !== null && { carrier }), facility },
      origin: 'detected',
      reason,
      from,
      to: null,
      evidence,
      by: null,
    };
  }

  async #put(told: Incident, asOf: Instant): Promise<Incident> {
    const { incidents, log } = this.#parts;
    const { brandId, place } = told;
    // Whose lane passes there is learned anew whenever something is known of the incident.
    const lanes = place.facility === undefined ? [] : await incidents.lanesThrough(brandId, place);
    const incident = { ...told, lanes: [...lanes] };
    await incidents.save(incident);
    const orders = await incidents.wake(incident, asOf, PER_MINUTE);
    log.info({ incident, orders }, 'an incident began, changed or ended');
    return incident;
  }
}
