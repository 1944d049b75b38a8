import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import {
  type Absence,
  type CoverageChange,
  type SourceHealthChange,
  SourceSight,
  type SourceSightRow,
  type UntrackedParcel,
} from '../ports/source-sight.js';
import { SourceWatch } from './watch-sources.js';

class SightInMemory extends SourceSight {
  rows: SourceSightRow[] = [];
  beatAt: Instant | null = null;
  absence: Absence | null = null;
  proofs = 0;

  override list(): Promise<readonly SourceSightRow[]> {
    return Promise.resolve(this.rows);
  }
  override recordHealth(changes: readonly SourceHealthChange[]): Promise<void> {
    this.rows = changes.map(({ brandId, source, state, since, lastProvenAt }) => {
      return { brandId, source, lastProvenAt, blindSince: state === 'blind' ? since : null };
    });
    return Promise.resolve();
  }
  override recordProof(
    rows: readonly { brandId: string; source: string; provenAt: Instant }[],
  ): Promise<void> {
    this.proofs += rows.length;
    this.rows = rows.map(({ brandId, source, provenAt }) => {
      return { brandId, source, lastProvenAt: provenAt, blindSince: null };
    });
    return Promise.resolve();
  }
  untracked: UntrackedParcel[] = [];
  override listUntracked(): Promise<readonly UntrackedParcel[]> {
    return Promise.resolve(this.untracked);
  }
  override recordCoverage(changes: readonly CoverageChange[]): Promise<void> {
    this.untracked = changes.filter(({ state }) => state === 'untracked');
    return Promise.resolve();
  }
  override beat(at: Instant, absentBefore: Instant | null): Promise<Absence | null> {
    if (this.beatAt !== null && absentBefore !== null && this.beatAt < absentBefore)
      this.absence = { from: this.beatAt, to: at };
    this.beatAt = at;
    return Promise.resolve(this.absence);
  }
}

const noon = '2026-03-02T12:00:00.000Z';

describe('SourceWatch', () => {
  it('has never seen what was never heard of', async () => {
    const watch = new SourceWatch(new SightInMemory(), new AdvanceableClock(noon));
    await watch.refresh();
    expect(watch.visibilityOf('acme', 'easypost', null)).toEqual({ lastProvenAt: null, blindSince: null });
    expect(watch.visibilityOf('acme', null, null)).toEqual({ lastProvenAt: null, blindSince: null });
  });

  it('takes an absence of the engine for blindness of every source', async () => {
    const sight = new SightInMemory();
    sight.beatAt = '2026-03-02T00:00:00.000Z';
    const watch = new SourceWatch(sight, new AdvanceableClock(noon));
    await watch.refresh();
    const absence = { from: '2026-03-02T00:00:00.000Z', to: noon };
    expect(watch.visibilityOf('acme', 'easypost', null).lastBlind).toEqual(absence);
    const replica = new SourceWatch(sight, new AdvanceableClock('2026-03-02T12:01:00.000Z'));
    await replica.refresh();
    expect(replica.visibilityOf('acme', 'easypost', null).lastBlind).toEqual(absence);
  });

  it('sees nothing before it has looked whether it was absent', async () => {
    const watch = new SourceWatch(new SightInMemory(), new AdvanceableClock(noon));
    await watch.recordProofs([{ brandId: 'acme', source: 'easypost', receivedAt: noon }]);
    expect(watch.visibilityOf('acme', 'easypost', null).lastProvenAt).toBeNull();
    await watch.refresh();
    expect(watch.visibilityOf('acme', 'easypost', null).lastProvenAt).toBe(noon);
  });

  it('does not take a clock that was moved ahead for an absence', async () => {
    const clock = new AdvanceableClock(noon);
    const watch = new SourceWatch(new SightInMemory(), clock);
    await watch.refresh();
    clock.advanceHours(24);
    await watch.refresh();
    expect(watch.visibilityOf('acme', 'easypost', null).lastBlind).toBeUndefined();
  });

  it('writes a proof of sight once a minute, whatever the traffic', async () => {
    const sight = new SightInMemory();
    const watch = new SourceWatch(sight, new AdvanceableClock(noon));
    await watch.refresh();
    const report = (receivedAt: Instant) => ({ brandId: 'acme', source: 'easypost', receivedAt });
    await watch.recordProofs([report(noon), report('2026-03-02T12:00:20.000Z')]);
    await watch.recordProofs([report('2026-03-02T12:00:40.000Z')]);
    expect(sight.proofs).toBe(1);
    await watch.recordProofs([report('2026-03-02T12:01:01.000Z')]);
    expect(sight.proofs).toBe(2);
    expect(watch.visibilityOf('acme', 'easypost', null).lastProvenAt).toBe('2026-03-02T12:01:01.000Z');
  });

  it('sees nothing of a parcel that nobody follows, whatever its source sees of others; per brand', async () => {
    const watch = new SourceWatch(new SightInMemory(), new AdvanceableClock(noon));
    await watch.refresh();
    await watch.recordProofs([{ brandId: 'acme', source: 'shop', receivedAt: noon }]);
    const change = { brandId: 'acme', number: '1Z9', state: 'untracked', since: noon } as const;
    await watch.recordCoverage([change]);
    expect(watch.visibilityOf('acme', 'shop', '1Z9')).toEqual({ lastProvenAt: null, blindSince: noon });
    expect(watch.visibilityOf('acme', 'shop', '1Z8').lastProvenAt).toBe(noon);
    expect(watch.visibilityOf('bolt', 'shop', '1Z9').blindSince).toBeNull();
    await watch.recordCoverage([{ ...change, state: 'followed' }]);
    expect(watch.visibilityOf('acme', 'shop', '1Z9').lastProvenAt).toBe(noon);
  });
});
