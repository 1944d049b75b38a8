import pg from 'pg';
import type { ServiceName } from '../harness/services.js';
import { withTeardown } from '../harness/teardown.js';
import { CONNECTIONS, type Figures, REPEAT_SHARE, SEED } from './bench-pipeline.js';
import { CONSUMERS_OF_CPU, cpuBetween, productSeconds, readCpu, readPss } from './measure-usage.js';
import { startPipelineBed } from './pipeline-bed.js';
import { printTable, round } from './print-table.js';
import { runTrial } from './run-trial.js';

export interface CostBenchOptions {
  readonly perSecond: number;
  readonly seconds: number;
  readonly nodeOptions: Partial<Record<ServiceName, readonly string[]>>;
}

const CONCURRENT_STORIES = 500;
const IDLE_SECONDS = 10;
const STATEMENTS = 40;

/**
 * What one webhook costs at a moderate rate, by process and by SQL statement: processor time, which other work on the
 * machine disturbs far less than it disturbs throughput.
 */
export function benchCost({ perSecond, seconds, nodeOptions }: CostBenchOptions): Promise<Figures> {
  return withTeardown(async (teardown) => {
    const feed = { seed: SEED, concurrentStories: CONCURRENT_STORIES, repeatShare: REPEAT_SHARE };
    const settings = {
      shared_preload_libraries: 'pg_stat_statements',
      'pg_stat_statements.track_planning': 'on',
    };
    const bed = await startPipelineBed(teardown, { feed, nodeOptions, settings });
    const client = new pg.Client({ connectionString: bed.infrastructure.postgres.url });
    await client.connect();
    teardown.add(client, (it) => it.end());
    await client.query('create extension pg_stat_statements');

    const warmUp = await bed.takeRequests(CONCURRENT_STORIES * 12);
    await runTrial(bed, { perSecond: 2 * perSecond, connections: CONNECTIONS, requests: warmUp });
    await bed.drain();
    const idleFrom = await readCpu(bed);
    await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1_000));
    const idle = productSeconds(cpuBetween(idleFrom, await readCpu(bed))) / IDLE_SECONDS;
    const requests = await bed.takeRequests(perSecond * seconds);
    await client.query('select pg_stat_statements_reset()');
    const from = await readCpu(bed);
    const { accepted } = await runTrial(bed, { perSecond, connections: CONNECTIONS, requests });
    await bed.drain();
    const cpu = cpuBetween(from, await readCpu(bed));

    const coreMs = (cpuSeconds: number): number => round((cpuSeconds * 1_000) / accepted, 3);
    await printStatements(client, accepted);
    printTable(`one webhook at ${perSecond}/s costs, in core-milliseconds`, [
      ...CONSUMERS_OF_CPU.map((name): [string, string] => [name, coreMs(cpu[name]).toFixed(3)]),
      ['services, Postgres and NATS', coreMs(productSeconds(cpu)).toFixed(3)],
    ]);
    return {
      perSecond,
      accepted,
      coreMsPerWebhook: coreMs(productSeconds(cpu)),
      coreMsPerWebhookByProcess: Object.fromEntries(
        CONSUMERS_OF_CPU.map((name) => [name, coreMs(cpu[name])]),
      ),
      coreMsPerIdleSecond: round(idle * 1_000),
      pssMb: round(Object.values(await readPss(bed)).reduce((sum, megabytes) => sum + megabytes, 0)),
    };
  });
}

interface StatementRow {
  readonly query: string;
  readonly calls: string;
  readonly rows: string;
  readonly plan: number;
  readonly exec: number;
}

/** Microseconds a webhook of planning and of running, of the statements that take the most. */
async function printStatements(client: pg.Client, webhooks: number): Promise<void> {
  const { rows } = await client.query<StatementRow>(
    `select regexp_replace(query, '\\s+', ' ', 'g') as query, calls, rows, total_plan_time as plan, total_exec_time as exec
     from pg_stat_statements where query not like '%pg_stat_statements%'
     order by total_plan_time + total_exec_time desc limit $1`,
    [STATEMENTS],
  );
  const perWebhook = (milliseconds: number): string =>
    ((milliseconds * 1_000) / webhooks).toFixed(1).padStart(7);
  printTable(
    'microseconds a webhook: planning, running, calls, rows',
    rows.map(({ query, calls, rows: count, plan, exec }) => [
      query.trim().slice(0, 110),
      `${perWebhook(plan)} ${perWebhook(exec)} ${calls.padStart(7)} ${count.padStart(8)}`,
    ]),
  );
}
