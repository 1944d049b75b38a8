import type { PipelineBed } from './pipeline-bed.js';
import { productSeconds } from './measure-usage.js';
import { isSustained, runTrial, type Trial } from './run-trial.js';

export interface SearchOptions {
  readonly connections: number;
  /** How long a rate has to be held. */
  readonly seconds: number;
  /** Where to begin; undefined: at what the machine took when it was pushed. */
  readonly firstPerSecond: number | undefined;
  readonly maxTrials: number;
}

const PUSH_REQUESTS = 10_000;
const STEP_DOWN = 0.9;
const STEP_UP = 1.07;

/**
 * The highest rate, to some percent, that is held for the whole time without a growing backlog.
 * @throws when none of the rates tried is held
 */
export async function findSustainedRate(bed: PipelineBed, options: SearchOptions): Promise<Trial> {
  let perSecond = options.firstPerSecond ?? (await pushedRate(bed, options.connections));
  let best: Trial | null = null;
  for (let trials = 0; trials < options.maxTrials; trials++) {
    const trial = await holdRate(bed, { ...options, perSecond });
    const isHeld = isSustained(trial);
    describe(trial, isHeld);
    if (!isHeld && best !== null) break;
    if (isHeld) best = trial;
    perSecond = Math.round(perSecond * (isHeld ? STEP_UP : STEP_DOWN));
  }
  if (best === null) throw new Error(`not even ${perSecond} webhooks a second are held`);
  return best;
}

/** As much as the connections carry at once, counted until all of it is worked off: no rate above can be held. */
async function pushedRate(bed: PipelineBed, connections: number): Promise<number> {
  const requests = await bed.takeRequests(PUSH_REQUESTS);
  const { seconds } = await runTrial(bed, { perSecond: Infinity, connections, requests });
  const drainSeconds = (await bed.drain()) / 1_000;
  const rate = Math.round(PUSH_REQUESTS / (seconds + drainSeconds));
  console.log(`pushed: ${Math.round(PUSH_REQUESTS / seconds)}/s accepted, all worked off at ${rate}/s`);
  return rate;
}

export interface RateOptions {
  readonly connections: number;
  readonly seconds: number;
  readonly perSecond: number;
}

/** One trial of a rate, held or not, and then all that it left worked off. */
export async function holdRate(
  bed: PipelineBed,
  { perSecond, seconds, connections }: RateOptions,
): Promise<Trial> {
  const requests = await bed.takeRequests(Math.round(perSecond * seconds));
  const trial = await runTrial(bed, { perSecond, connections, requests });
  await bed.drain();
  return trial;
}

function describe(trial: Trial, isHeld: boolean): void {
  const { perSecond, seconds, accepted, waitingEvents, refused, mails, cpu } = trial;
  const coreMs = ((productSeconds(cpu) * 1_000) / accepted).toFixed(2);
  const cores = ((productSeconds(cpu) + cpu.generator) / seconds).toFixed(2);
  const swing = waitingEvents.join(' ');
  const refusals = [...refused].map(([status, count]) => `${count} answered ${status}`).join(', ');
  console.log(
    `${perSecond}/s for ${Math.round(seconds)} s: ${isHeld ? 'held' : 'not held'}, ` +
      `${Math.round(accepted / seconds)}/s accepted, ${mails} mails, ${coreMs} core-ms each, ${cores} cores used, ` +
      `backlog ${swing}${refusals && `, ${refusals}`}`,
  );
}
