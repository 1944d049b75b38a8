import type { Incident, IncidentPlace, Instant, Trouble, WayThrough } from '@tidings/domain';

/** A trouble as it is noted with the decision that found it. */
export interface NotedTrouble extends Omit<Trouble, 'isOpen'> {
  /** The decision's key. */
  readonly key: string;
}

/** Incidents, and what they are found in; also its injection token. */
export abstract class IncidentStore {
  /** Of all brands, those that have begun or will, and are not over. */
  abstract listStanding(asOf: Instant): Promise<readonly Incident[]>;
  /** Newest first. */
  abstract list(brandId: string, limit: number): Promise<readonly Incident[]>;
  /** Null for one that the brand does not have. */
  abstract find(brandId: string, incidentId: string): Promise<Incident | null>;
  abstract save(incident: Incident): Promise<void>;
  /** Lanes of which most of the brand's parcels that arrived lately were handled at the facility. */
  abstract lanesThrough(brandId: string, place: IncidentPlace): Promise<readonly WayThrough[]>;
  /** By brand, those that began since then. */
  abstract readTroubles(since: Instant): Promise<ReadonlyMap<string, readonly Trouble[]>>;
  /**
   * Orders that the incident concerns are looked at from `asOf` on, so many a minute: what is said of it leaves no faster.
   * @returns how many orders there are
   */
  abstract wake(incident: Incident, asOf: Instant, perMinute: number): Promise<number>;
  /** Runs the work unless another replica does at this moment. @returns whether it ran */
  abstract alone(work: () => Promise<void>): Promise<boolean>;
}
