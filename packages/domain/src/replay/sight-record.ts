import type { Visibility } from '../forecast/forecast.js';
import type { Instant } from '../time/instant.js';

interface Stretch {
  readonly from: Instant;
  to: Instant | null;
}

/** When which source could see, so that the past can be judged by what was visible then. */
export class SightRecord {
  readonly #stretches = new Map<string, Stretch[]>();

  record(source: string, state: 'blind' | 'seeing', at: Instant): void {
    const known = this.#stretches.get(source) ?? [];
    const last = known.at(-1);
    if (state === 'blind' && (last === undefined || last.to !== null)) known.push({ from: at, to: null });
    if (state === 'seeing' && last?.to === null) last.to = at;
    this.#stretches.set(source, known);
  }

  visibilityAt(source: string | null, asOf: Instant): Visibility {
    const last = (this.#stretches.get(source ?? '') ?? []).findLast(({ from }) => from <= asOf);
    if (last === undefined) return { lastProvenAt: asOf, blindSince: null };
    if (last.to === null || asOf < last.to) return { lastProvenAt: last.from, blindSince: last.from };
    return { lastProvenAt: asOf, blindSince: null, lastBlind: { from: last.from, to: last.to } };
  }
}
