import { type Kysely, sql } from 'kysely';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SendResult } from '../../ports/send-store.js';

/** Counts what becomes of sends, and shows what is still to do. Answers what is to be told of each result. */
export function watchSends(metrics: Registry, db: Kysely<unknown>): (result: SendResult) => void {
  const registers = [metrics];
  const settled = new Counter({
    name: 'tidings_messages_settled_total',
    help: 'What became of messages, each time that something did',
    labelNames: ['state', 'because'],
    registers,
  });
  const open = new Gauge({
    name: 'tidings_messages_open',
    help: 'Messages that are neither sent nor given up',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const { rows } = await sql<{ state: string; count: number }>`
        select state, count(*)::integer as count from send
        where settled_at is null group by state`.execute(db);
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  open.set({ state: 'waiting' }, 0);
  return (result) => {
    settled.inc({ state: result.state, because: result.state === 'sent' ? '' : result.because });
  };
}
