import type { ToldJourney } from '../journey/read-journeys.js';

/** What a sample is expected to be read as; a sample that contradicts itself carries a note instead. */
export interface Expected {
  readonly milestone?: string | undefined;
  readonly reason?: string | null | undefined;
  readonly actor?: string | undefined;
  /** Milestones that are as good; `exception` is any open problem. */
  readonly accept?: readonly string[] | undefined;
  readonly error?: string | undefined;
  readonly note?: string | undefined;
}

export type Told = readonly ToldJourney[] | { readonly error: { readonly code: string } };

export function describeExpected({ milestone, reason, actor, accept, error }: Expected): string {
  if (error !== undefined) return error;
  if (milestone === undefined) return 'reads';
  return [(accept ?? [milestone]).join('|'), reason ?? '-', actor ?? '-'].join(' ');
}

export function describeTold(told: Told): string {
  if ('error' in told) return told.error.code;
  const each = told.map(
    ({ milestone, reason, actor }) => `${milestone ?? 'nothing'} ${reason ?? '-'} ${actor}`,
  );
  return [...new Set(each)].join('; ') || 'no parcel';
}

export function isAsExpected(expected: Expected, told: Told): boolean {
  if ('error' in told) return expected.error === told.error.code;
  if (expected.error !== undefined || told.length === 0) return false;
  return expected.milestone === undefined || told.every((journey) => isSame(expected, journey));
}

function isSame({ milestone, accept, reason, actor }: Expected, journey: ToldJourney): boolean {
  const states = [journey.milestone, ...(journey.openExceptions.length > 0 ? ['exception'] : [])];
  const isMilestone = states.some((state) => (accept ?? [milestone]).includes(state ?? ''));
  return isMilestone && journey.reason === (reason ?? null) && journey.actor === (actor ?? journey.actor);
}
