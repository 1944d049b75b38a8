import { type SourceHealth, sourceHealthChanged, toOutgoing } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { HealthChange, SourceHealthStore, SourceStanding } from '../ports/source-health-store.js';
import type { SourceKey } from '../ports/source-figures-store.js';
import { allowedSilenceHours, assessSource } from './assess-source.js';

/** What a brand set for a source; undefined when the brand or the source is no longer configured. */
export type FindSource = (key: SourceKey) => { readonly expectEveryMinutes?: number | undefined } | undefined;

/** Looks at every source that has delivered before: which went blind, which sees again. Null: another replica is at it. */
export function watchSources(
  store: SourceHealthStore,
  findSource: FindSource,
  asOf: Instant,
): Promise<readonly HealthChange[] | null> {
  return store.reassess(asOf, (standing) => {
    const settings = findSource(standing);
    if (settings === undefined) return null;
    const allowedHours = allowedSilenceHours(settings.expectEveryMinutes, standing);
    const state = assessSource({ lastProvenAt: standing.lastProvenAt, allowedHours }, asOf);
    return state === standing.state ? null : changeOf(standing, state, asOf);
  });
}

/** Blind since the last proof: nothing that happened afterwards could have been seen. */
function changeOf(standing: SourceStanding, state: SourceHealth['state'], asOf: Instant): HealthChange {
  const { brandId, source, lastProvenAt } = standing;
  const health: SourceHealth = { source, state, lastProvenAt, since: lastProvenAt };
  const correlationId = `${source}:${state}:${lastProvenAt}`;
  const occasion = { brandId, occurredAt: asOf, correlationId, causationId: null, traceparent: null };
  return { brandId, source, health, event: toOutgoing(sourceHealthChanged, { ...occasion, data: health }) };
}
