import { Gauge, type Registry } from 'prom-client';
import type { TrackingStore } from '../../ports/tracking-store.js';

/** Who is followed by whom, and who by nobody; read when it is asked for, the same at every replica. */
export function watchFollowing(metrics: Registry, store: Pick<TrackingStore, 'count' | 'feeds'>): void {
  new Gauge({
    name: 'ingestion_parcels',
    help: 'Tracking numbers by the source that follows them and by state; `untracked` is followed by nobody.',
    labelNames: ['brand', 'source', 'state'],
    registers: [metrics],
    async collect() {
      this.reset();
      for (const { brandId, source, state, count } of await store.count())
        this.set({ brand: brandId, source, state }, count);
    },
  });
  new Gauge({
    name: 'ingestion_registrations',
    help: "Registrations of parcels with a source in the present calendar month (UTC): the source's quota.",
    labelNames: ['brand', 'source', 'month'],
    registers: [metrics],
    async collect() {
      this.reset();
      for (const [key, { month, registrations }] of await store.feeds()) {
        const [brand = '', source = ''] = key.split('/');
        if (month !== null) this.set({ brand, source, month }, registrations);
      }
    },
  });
}
