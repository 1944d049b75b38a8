import { expect, it } from '@jest/globals';
import { createLogger } from '@tidings/platform';
import { sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import { LearnDurations } from '../../core/learn-durations.js';
import { SourceWatch } from '../../core/watch-sources.js';
import { Intake } from '../../ports/intake.js';
import { ordered, orderWith, useEngine } from '../../spec-support/engine-bed.js';
import { PostgresDurationStore } from '../postgres/postgres-duration-store.js';
import { PostgresSourceSight } from '../postgres/postgres-source-sight.js';
import { ClockLoop } from './clock-loop.js';

const bed = useEngine();

class CaughtUp extends Intake {
  override isCaughtUp(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

async function dueNumbers(): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select number from orders join wakes on order_id = id where wake_at <= ${bed().clock.now()} order by number`.execute(
    bed().db,
  );
  return rows.map(({ number }) => number);
}

it('an order that cannot be decided about is put off and told, and does not stop the clock of the others', async () => {
  const { engine, clock, db, brands } = bed();
  for (const number of ['1', '2', '3', '4', '5']) await engine.process([ordered(orderWith([], number))]);
  await sql`update orders set ledger = '{}' where number in ('1', '4')`.execute(db);
  clock.advanceHours(24 * 10);
  const alerts: unknown[] = [];
  const logger = createLogger({
    service: 'spec',
    level: 'error',
    destination: { write: (line: string) => alerts.push((JSON.parse(line) as { alert?: string }).alert) },
  });
  const sources = new SourceWatch(new PostgresSourceSight(db), clock);
  const learner = new LearnDurations({ store: new PostgresDurationStore(db), configured: brands, clock });
  const parts = { changes: engine, boards: [brands, sources], learner, intake: new CaughtUp(), logger };
  const loop = new ClockLoop(parts);
  loop.onApplicationBootstrap();
  while ((await dueNumbers()).length > 0) await wait(20);
  await loop.onModuleDestroy();
  const { rows } = await sql<{ number: string; isPutOff: boolean }>`
    select number, ledger::text = '{}' and wake_at > ${clock.now()} as "isPutOff"
    from orders join wakes on order_id = id order by number`.execute(db);
  expect(rows.filter(({ isPutOff }) => isPutOff).map(({ number }) => number)).toEqual(['1', '4']);
  expect(alerts).toEqual(['order_put_off', 'order_put_off']);
}, 60_000);
