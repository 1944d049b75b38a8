import { type Backlog, readBacklog, readDelivered, totalOf } from '../harness/read-backlog.js';
import { type CpuSeconds, cpuBetween, readCpu } from './measure-usage.js';
import type { PipelineBed } from './pipeline-bed.js';
import { sendPaced } from './send-paced.js';
import type { HttpAnswer } from './webhook-connection.js';

export interface TrialOptions {
  /** Infinity: as fast as the answers come. */
  readonly perSecond: number;
  readonly connections: number;
  readonly requests: readonly Buffer[];
  readonly onAnswer?: (answer: HttpAnswer, atMs: number) => void;
}

export interface Trial {
  readonly perSecond: number;
  readonly seconds: number;
  readonly accepted: number;
  readonly refused: ReadonlyMap<number, number>;
  /** Reports that the engine finished meanwhile; repeats are no reports. */
  readonly decided: number;
  readonly mails: number;
  readonly backlogs: readonly Backlog[];
  /** Of the backlogs, about: a message that waits in a stream holds several. */
  readonly waitingEvents: readonly number[];
  readonly cpu: CpuSeconds;
}

const BACKLOG_EVERY_MS = 5_000;
/** A backlog that swings by less than half a second's work does not grow. */
const TOLERATED_SECONDS = 0.5;

/** One stretch of load, with everything read before and after it. */
export async function runTrial(bed: PipelineBed, options: TrialOptions): Promise<Trial> {
  const { mail } = bed.infrastructure;
  const before = { cpu: await readCpu(bed), decided: await readDecided(bed), mails: mail.mails.length };
  const backlogs: Backlog[] = [];
  let sampling: Promise<unknown> = Promise.resolve();
  const sample = (): void => {
    sampling = readBacklog(bed.sources).then((backlog) => backlogs.push(backlog));
    // It is awaited below; a run that was interrupted gets that far no more.
    sampling.catch(() => undefined);
  };
  const timer = setInterval(sample, BACKLOG_EVERY_MS);
  const url = new URL(bed.services.ingestion.url);
  const { accepted, refused, seconds } = await sendPaced({ ...options, url }).finally(() =>
    clearInterval(timer),
  );
  await sampling;
  backlogs.push(await readBacklog(bed.sources));
  const after = { cpu: await readCpu(bed), decided: await readDecided(bed), mails: mail.mails.length };
  const eventsPerMessage = Math.max(
    1,
    (after.decided.events - before.decided.events) / (after.decided.messages - before.decided.messages),
  );
  return {
    perSecond: options.perSecond,
    seconds,
    accepted,
    refused,
    decided: after.decided.events - before.decided.events,
    mails: after.mails - before.mails,
    backlogs,
    waitingEvents: backlogs.map((backlog) => Math.round(totalOf(backlog, eventsPerMessage))),
    cpu: cpuBetween(before.cpu, after.cpu),
  };
}

/** Everything due was sent and accepted in time, and at the end no more waited than early on. */
export function isSustained({ perSecond, seconds, accepted, refused, waitingEvents }: Trial): boolean {
  const isInTime = accepted / seconds >= perSecond * 0.98;
  const [early] = waitingEvents;
  const late = waitingEvents.at(-1);
  if (early === undefined || late === undefined) return false;
  return refused.size === 0 && isInTime && late <= early + perSecond * TOLERATED_SECONDS;
}

const REPORTS = 'decision-engine-reports';

/** What the engine has finished of the reports, as it counts itself, and how many messages those came in. */
async function readDecided({
  services,
  sources,
}: PipelineBed): Promise<{ events: number; messages: number }> {
  const metrics = await (await fetch(`${services['decision-engine'].url}/metrics`)).text();
  const counted = new RegExp(`^consumer_settled_events\\{.*durable="${REPORTS}".*\\} (\\d+)$`, 'm').exec(
    metrics,
  );
  if (counted === null) throw new Error('the engine does not count its reports');
  return { events: Number(counted[1]), messages: (await readDelivered(sources.connection))[REPORTS] ?? 0 };
}
