import { withTeardown } from '../harness/teardown.js';
import { SERVICE_NAMES, type ServiceName } from '../harness/services.js';
import { lastSnapshot, type Latency, LatencyProbe, percentileMs } from './measure-latency.js';
import { measureRawInserts } from './measure-raw-inserts.js';
import { measureRawPublishes } from './measure-raw-publishes.js';
import { CONSUMERS_OF_CPU, productSeconds, readPss } from './measure-usage.js';
import { type PipelineBed, startPipelineBed } from './pipeline-bed.js';
import { findSustainedRate, holdRate } from './find-sustained-rate.js';
import { printTable, round } from './print-table.js';
import { runTrial, type Trial } from './run-trial.js';

export interface PipelineBenchOptions {
  /** Some seconds of a small feed: shows that everything runs, measures nothing. */
  readonly isShort: boolean;
  /** How long a rate has to be held; a minute when not given. */
  readonly seconds?: number | undefined;
  /** Start the search here instead of at what the machine took when pushed. */
  readonly perSecond?: number | undefined;
  readonly nodeOptions: Partial<Record<ServiceName, readonly string[]>>;
}

export type Figures = Readonly<Record<string, unknown>>;

/** The mix that the issue asks for, in every bench of the pipeline. */
export const CONNECTIONS = 48;
export const SEED = 1;
export const REPEAT_SHARE = 0.1;
const STEADY_PER_SECOND = 500;
const SHORT_PER_SECOND = 50;

/** The whole pipeline under load, from the signed webhook to the mailbox. @returns the figures by their keys */
export function benchPipeline(options: PipelineBenchOptions): Promise<Figures> {
  const seconds = options.seconds ?? (options.isShort ? 5 : 60);
  const concurrentStories = options.isShort ? 100 : 2_000;
  return withTeardown(async (teardown) => {
    const feed = { seed: SEED, concurrentStories, repeatShare: REPEAT_SHARE };
    const bed = await startPipelineBed(teardown, { feed, nodeOptions: options.nodeOptions });
    const raw = await measureRaw(bed, options.isShort ? 500 : 5_000);
    await warmUp(bed, concurrentStories);
    const steady = await measureSteady(
      bed,
      options.isShort ? SHORT_PER_SECOND : STEADY_PER_SECOND,
      seconds / 2,
    );
    const sustained = options.isShort
      ? await holdRate(bed, { connections: CONNECTIONS, seconds, perSecond: SHORT_PER_SECOND })
      : await findSustainedRate(bed, {
          connections: CONNECTIONS,
          seconds,
          firstPerSecond: options.perSecond,
          maxTrials: 8,
        });
    const pss = await readPss(bed);
    return report({ sustained, steady, pss, raw });
  });
}

interface RawFigures {
  readonly insertsPerSecond: number;
  readonly publishesPerSecond: number;
}

/** Before any load, while the services are idle. */
async function measureRaw({ infrastructure }: PipelineBed, durationMs: number): Promise<RawFigures> {
  return {
    insertsPerSecond: await measureRawInserts(infrastructure.postgres.url, durationMs),
    publishesPerSecond: await measureRawPublishes(infrastructure.nats.url, durationMs),
  };
}

/** One pass through the stories: afterwards every stretch of the feed is of the same mix, and the code is compiled. */
async function warmUp(bed: PipelineBed, concurrentStories: number): Promise<void> {
  const requests = await bed.takeRequests(concurrentStories * 6);
  await runTrial(bed, { perSecond: STEADY_PER_SECOND, connections: CONNECTIONS, requests });
  await bed.drain();
}

async function measureSteady(bed: PipelineBed, perSecond: number, seconds: number): Promise<Latency> {
  const probe = new LatencyProbe();
  const requests = await bed.takeRequests(perSecond * seconds);
  const fromSequence = await lastSnapshot(bed);
  await runTrial(bed, { perSecond, connections: CONNECTIONS, requests, onAnswer: probe.onAnswer });
  await bed.drain();
  return probe.read(bed, fromSequence);
}

interface Measured {
  readonly sustained: Trial;
  readonly steady: Latency;
  readonly pss: Readonly<Record<ServiceName, number>>;
  readonly raw: RawFigures;
}

function report({ sustained, steady, pss, raw }: Measured): Figures {
  const { accepted, decided, mails, seconds, cpu } = sustained;
  const coreMs = (cpuSeconds: number): number => (cpuSeconds * 1_000) / accepted;
  printTable('one webhook costs, in core-milliseconds', [
    ...CONSUMERS_OF_CPU.map((name): [string, string] => [name, coreMs(cpu[name]).toFixed(3)]),
    ['services, Postgres and NATS', coreMs(productSeconds(cpu)).toFixed(3)],
  ]);
  printTable(
    'memory (PSS, MB)',
    SERVICE_NAMES.map((name): [string, string] => [name, pss[name].toFixed(0)]),
  );
  const figures = {
    acceptedPerSecond: round(accepted / seconds),
    decidedPerSecond: round(decided / seconds),
    mailsPerSecond: round(mails / seconds, 1),
    webhooksPerMail: round(accepted / mails, 2),
    p50Ms: round(percentileMs(steady, 50), 1),
    p99Ms: round(percentileMs(steady, 99), 1),
    latencySamples: steady.matched,
    pssMb: round(Object.values(pss).reduce((sum, megabytes) => sum + megabytes, 0)),
    coreMsPerWebhook: round(coreMs(productSeconds(cpu)), 3),
    coreMsPerWebhookByProcess: Object.fromEntries(
      CONSUMERS_OF_CPU.map((name) => [name, round(coreMs(cpu[name]), 3)]),
    ),
    rawInsertsPerSecond: round(raw.insertsPerSecond),
    rawPublishesPerSecond: round(raw.publishesPerSecond),
    seconds: round(seconds, 1),
    backlogAtEnd: sustained.backlogs.at(-1),
  };
  printTable(
    'pipeline',
    Object.entries(figures).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, String(value)] as [string, string]] : [],
    ),
  );
  return figures;
}
