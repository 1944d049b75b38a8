import {
  decisionEngineMigrations,
  createDecisionEngine,
  readDecisionEngineConfig,
} from '@tidings/decision-engine';
import { streams } from '@tidings/contracts';
import { migrate } from '@tidings/database';
import { addHours, type Instant } from '@tidings/domain';
import { connectBus, ensureStreams } from '@tidings/messaging';
import { AdvanceableClock, Brands, createLogger, readBrand } from '@tidings/platform';
import { type RunningPostgres, startNats, startPostgres } from '@tidings/testing';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { cpuSecondsOf } from '../../harness/process-usage.js';
import { type Teardown, withTeardown } from '../../harness/teardown.js';
import { brandDocument, testBrands } from '../../harness/write-brands.js';
import type { Figures } from '../bench-pipeline.js';
import { printTable, round } from '../print-table.js';
import { SHIPPED_SETTINGS } from '../shipped-settings.js';
import { isAnyDue, liveThrough, type LivingWorld } from './live-world.js';
import {
  bytesPerOrder,
  chooseTemplates,
  makeDue,
  type Multiplication,
  multiplyOrders,
} from './multiply-orders.js';

export interface ClockBenchOptions {
  /** The live orders of each table, small to large. */
  readonly live: readonly [number, number];
  /** Orders that live through the engine before the tables are filled with copies of them. */
  readonly lived: number;
  /** They are told of what happened in so many hours at once. */
  readonly stepHours: number;
  readonly due: number;
  readonly rounds: number;
}

export const USUAL_CLOCK_BENCH: ClockBenchOptions = {
  live: [100_000, 1_000_000],
  lived: 1_000,
  stepHours: 12,
  due: 10_000,
  rounds: 5,
};
export const SHORT_CLOCK_BENCH: ClockBenchOptions = {
  live: [1_000, 2_000],
  lived: 100,
  stepHours: 72,
  due: 100,
  rounds: 1,
};

const STARTS_AT = '2026-09-07T00:00:00.000Z';
const LIVED_UNTIL = '2026-09-18T12:00:00.000Z';
/** By then most of what the copied orders wait for has come: they have something to decide. */
const WAKES_FROM = '2026-09-22T12:00:00.000Z';
const POLL_MS = 25;
const REST_MS = 1_000;
const logger = createLogger({ service: 'bench', level: 'error' });

interface Woken {
  /** From the moment the clock reaches the instant to the last commit. */
  readonly seconds: number;
  readonly engineCpuSeconds: number;
  readonly postgresCpuSeconds: number;
}

interface Bed extends LivingWorld {
  readonly postgres: RunningPostgres;
  readonly natsUrl: string;
  readonly brands: Brands;
}

interface Table {
  readonly live: number;
  readonly woken: readonly Woken[];
  readonly decided: number;
  readonly bytes: Readonly<Record<string, number>>;
}

/** Waking those who are due, among few and among many who are not. */
export function benchClock(options: ClockBenchOptions): Promise<Figures> {
  return withTeardown(async (teardown) => {
    const bed = await startBed(teardown);
    await withEngine(bed, () => liveThrough(bed, { ...options, until: LIVED_UNTIL }));
    const templates = await chooseTemplates(bed.pool);
    console.log(`${templates} live orders of a simulated shop are copied`);
    const [few, many] = options.live;
    const after = addHours(WAKES_FROM, 24);
    const ofFew = await measure(bed, options, { templates, from: 0, to: few, after });
    const ofMany = await measure(bed, options, { templates, from: few, to: many, after });
    return report(options, [ofFew, ofMany]);
  });
}

async function measure(bed: Bed, options: ClockBenchOptions, added: Multiplication): Promise<Table> {
  const { pool, clock } = bed;
  const startedAt = performance.now();
  await multiplyOrders(pool, added);
  console.log(`${added.to} live orders stand after ${round((performance.now() - startedAt) / 1_000)} s`);
  const since = clock.now();
  const woken = await wakeAll(bed, options);
  return {
    live: added.to,
    woken,
    decided: await countDecisions(pool, since),
    bytes: await bytesPerOrder(pool),
  };
}

/** The first round warms up and is not counted. */
async function wakeAll(bed: Bed, { due, rounds }: ClockBenchOptions): Promise<readonly Woken[]> {
  const start = bed.clock.now() < WAKES_FROM ? WAKES_FROM : bed.clock.now();
  const instants = Array.from({ length: rounds + 1 }, (_, n) => addHours(start, (n + 1) / 60));
  for (const at of instants) await makeDue(bed.pool, due, at);
  // What this left behind is no work of those who are woken.
  await bed.pool.query('vacuum analyze');
  await bed.pool.query('checkpoint');
  return withEngine(bed, async () => {
    const woken: Woken[] = [];
    for (const at of instants) woken.push(await wake(bed, at));
    return woken.slice(1);
  });
}

async function wake({ clock, pool, postgres }: Bed, at: Instant): Promise<Woken> {
  await wait(REST_MS);
  const before = { own: process.cpuUsage(), postgres: await cpuSecondsOf(postgres.pid) };
  const startedAt = performance.now();
  clock.advanceTo(at);
  while (await isAnyDue(pool, at)) await wait(POLL_MS);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(before.own);
  return {
    seconds,
    engineCpuSeconds: (user + system) / 1e6,
    postgresCpuSeconds: (await cpuSecondsOf(postgres.pid)) - before.postgres,
  };
}

async function countDecisions(pool: pg.Pool, since: Instant): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::integer from engine.decisions where decided_at > $1',
    [since],
  );
  return rows[0]?.count ?? 0;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

interface Summary {
  readonly live: number;
  readonly seconds: number;
  readonly engineCpuSeconds: number;
  readonly postgresCpuSeconds: number;
  readonly decisionsPerWoken: number;
  readonly bytesPerOrder: number;
}

function summarise({ due, rounds }: ClockBenchOptions, { live, woken, decided, bytes }: Table): Summary {
  return {
    live,
    seconds: round(median(woken.map(({ seconds }) => seconds)), 2),
    engineCpuSeconds: round(median(woken.map(({ engineCpuSeconds }) => engineCpuSeconds)), 2),
    postgresCpuSeconds: round(median(woken.map(({ postgresCpuSeconds }) => postgresCpuSeconds)), 2),
    decisionsPerWoken: round(decided / (due * (rounds + 1)), 2),
    bytesPerOrder: round(Object.values(bytes).reduce((sum, each) => sum + each, 0)),
  };
}

function cpuOf({ engineCpuSeconds, postgresCpuSeconds }: Summary): number {
  return engineCpuSeconds + postgresCpuSeconds;
}

function report(options: ClockBenchOptions, [few, many]: readonly [Table, Table]): Figures {
  const [amongFew, amongMany] = [summarise(options, few), summarise(options, many)];
  for (const summary of [amongFew, amongMany])
    printTable(`waking ${options.due} of ${summary.live} live orders, median of ${options.rounds}`, [
      ['seconds', summary.seconds.toFixed(2)],
      ['seconds of processor time of the engine', summary.engineCpuSeconds.toFixed(2)],
      ['seconds of processor time of Postgres', summary.postgresCpuSeconds.toFixed(2)],
      ['decisions per woken order', summary.decisionsPerWoken.toFixed(2)],
      ['bytes on disk per order', String(summary.bytesPerOrder)],
    ]);
  printTable(
    'bytes on disk per order, by table',
    Object.entries(many.bytes).map(([name, bytes]) => [name, String(round(bytes))]),
  );
  return {
    due: options.due,
    ...amongMany,
    secondsAmongFew: amongFew.seconds,
    vsFew: round(amongMany.seconds / amongFew.seconds, 2),
    vsFewInCpu: round(cpuOf(amongMany) / cpuOf(amongFew), 2),
  };
}

async function startBed(teardown: Teardown): Promise<Bed> {
  const [brand] = testBrands;
  const postgres = teardown.add(
    await startPostgres({
      durable: true,
      settings: {
        ...SHIPPED_SETTINGS,
        maintenance_work_mem: '256MB',
        work_mem: '128MB',
        max_wal_size: '16GB',
      },
    }),
    (it) => it.stop(),
  );
  const nats = teardown.add(await startNats(), (it) => it.stop());
  const pool = teardown.add(new pg.Pool({ connectionString: postgres.url, max: 4 }), (it) => it.end());
  pool.on('error', () => undefined);
  await migrate({ url: postgres.url, schema: 'engine', migrations: decisionEngineMigrations });
  const bus = teardown.add(await connectBus({ servers: nats.url, name: 'bench', log: logger }), (it) =>
    it.close(),
  );
  await ensureStreams(bus, Object.values(streams));
  const settings = { breakerHourlyFloor: 1_000_000, speaksFrom: STARTS_AT };
  const { brand: read, problems } = readBrand(brand.id, brandDocument(brand, settings), {});
  if (read === null) throw new Error(problems.join('; '));
  const brands = new Brands([read]);
  const clock = new AdvanceableClock(STARTS_AT);
  return { brandId: brand.id, postgres, natsUrl: nats.url, pool, bus, clock, brands };
}

/** Runs the engine in this process for as long as the work takes. */
async function withEngine<Result>(bed: Bed, work: () => Promise<Result>): Promise<Result> {
  const { postgres, natsUrl, clock, brands } = bed;
  const env = { DATABASE_URL: postgres.url, NATS_URL: natsUrl, HOST: '127.0.0.1', PORT: '0' };
  const engine = await createDecisionEngine(readDecisionEngineConfig(env), { clock, brands, logger });
  try {
    return await work();
  } finally {
    await engine.close();
  }
}
