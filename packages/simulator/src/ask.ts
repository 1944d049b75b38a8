import { addHours, type CalendarDate, endOfDate, hoursBetween, type Instant } from '@tidings/domain';
import type { Dice } from './dice.js';
import { ASKING } from './hazards.js';
import { ZONE } from './lanes.js';
import type { Ask, TrueException } from './truth.js';

export interface Experience {
  readonly placedAt: Instant;
  readonly promisedDate: CalendarDate;
  /** When a waiting customer could see that something had happened, in time order. */
  readonly visibleAt: readonly Instant[];
  readonly exceptions: readonly (TrueException & { readonly heardAt: Instant })[];
  /** When nothing is left to ask; null: never. */
  readonly endsAt: Instant | null;
}

/** The questions that this customer would ask if nobody wrote to them. At most one for each cause. */
export function findAsks(experience: Experience, dice: Dice): Ask[] {
  const asks = [askOfSilence(experience, dice), askOfLateness(experience, dice)];
  asks.push(...askOfProblems(experience, dice), askOfCuriosity(experience, dice));
  const { endsAt } = experience;
  return asks.filter((ask): ask is Ask => ask !== null && (endsAt === null || ask.at < endsAt));
}

function askOfSilence({ placedAt, visibleAt, endsAt }: Experience, dice: Dice): Ask | null {
  const { share, after } = ASKING.silence;
  const willAsk = dice.chance(share);
  const patienceHours = dice.hours(after);
  const doubt = dice.roll();
  if (!willAsk) return null;
  const moments = [placedAt, ...visibleAt];
  const index = moments.findIndex((at, place) => {
    const next = moments[place + 1] ?? endsAt;
    return next === null || next === undefined || hoursBetween(at, next) > patienceHours;
  });
  const since = moments[index];
  return since === undefined ? null : { cause: 'silence', since, at: addHours(since, patienceHours), doubt };
}

function askOfLateness({ promisedDate }: Experience, dice: Dice): Ask | null {
  const { share, after } = ASKING.late;
  const willAsk = dice.chance(share);
  const waits = dice.hours(after);
  const doubt = dice.roll();
  if (!willAsk) return null;
  const late = endOfDate(ZONE, promisedDate);
  // Whoever hears a day before that the date will not be kept need not ask when it passes.
  return { cause: 'late', since: addHours(late, -48), at: addHours(late, waits), doubt };
}

function askOfProblems({ exceptions }: Experience, dice: Dice): Ask[] {
  return exceptions.flatMap(({ meaning, heardAt }) => {
    if (meaning !== 'critical') return [];
    const { share, after } = ASKING.problem;
    const willAsk = dice.chance(share);
    const at = addHours(heardAt, dice.hours(after));
    const doubt = dice.roll();
    return willAsk ? [{ cause: 'problem' as const, since: addHours(heardAt, -0.001), at, doubt }] : [];
  });
}

function askOfCuriosity({ placedAt }: Experience, dice: Dice): Ask | null {
  const { share, after } = ASKING.curiosity;
  const willAsk = dice.chance(share);
  const at = addHours(placedAt, dice.hours(after));
  const doubt = dice.roll();
  return willAsk ? { cause: 'curiosity', since: placedAt, at, doubt } : null;
}
