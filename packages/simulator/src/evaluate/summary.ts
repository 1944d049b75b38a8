import type { LegTally, Tally } from './tally.js';

/** What a tally comes to. Shares are from 0 to 1; null where nothing was counted. */
export interface EvaluationSummary {
  readonly orders: number;
  readonly noise: {
    readonly exceptions: number;
    readonly recall: number | null;
    readonly precision: number | null;
  };
  readonly critical: {
    readonly exceptions: number;
    readonly actedOnInOneTick: number | null;
    readonly precision: number | null;
  };
  readonly silence: {
    readonly medianLeadHours: number | null;
    readonly questions: number;
    readonly stallsFound: number | null;
    readonly falselyAlertedParcels: number | null;
  };
  readonly intervals: Readonly<Record<string, LegSummary>>;
  readonly messagesPerOrder: number | null;
  readonly statusMessagesPerOrder: number | null;
  readonly tickets: {
    readonly withoutMessages: number;
    readonly withStatusMessages: number;
    readonly withTidings: number;
    readonly preempted: number | null;
    readonly betterThanStatusMessages: number | null;
  };
  readonly restatements: { readonly mean: number | null; readonly p95: number | null };
  /** Minutes from the carrier's event to the message. */
  readonly delayMinutes: Readonly<
    Record<string, { readonly median: number | null; readonly p95: number | null }>
  >;
}

export interface LegSummary {
  readonly outcomes: number;
  readonly coverage80: number | null;
  readonly coverage95: number | null;
  readonly width80Hours: number | null;
  readonly width95Hours: number | null;
}

export function summarise(tally: Tally): EvaluationSummary {
  const noiseSuppressed = tally.harmlessSuppressed;
  return {
    orders: tally.orders,
    noise: {
      exceptions: tally.harmless,
      recall: share(noiseSuppressed, tally.harmless),
      precision: share(noiseSuppressed, tally.suppressed),
    },
    critical: {
      exceptions: tally.criticals,
      actedOnInOneTick: share(tally.criticalsActedOn, tally.criticals),
      precision: share(tally.actedOnCritical, tally.actedOn),
    },
    silence: {
      medianLeadHours: quantile(tally.leadHours, 0.5),
      questions: tally.leadHours.length,
      stallsFound: share(tally.stallsFound, tally.stalls),
      falselyAlertedParcels: share(tally.falselyAlertedParcels, tally.orders),
    },
    intervals: summariseLegs(tally.legs),
    messagesPerOrder: share(tally.messages, tally.orders),
    statusMessagesPerOrder: share(tally.statusMessages, tally.orders),
    tickets: {
      withoutMessages: tally.ticketsWithoutMessages,
      withStatusMessages: tally.statusTickets,
      withTidings: tally.tickets,
      preempted: less(tally.tickets, tally.ticketsWithoutMessages),
      betterThanStatusMessages: less(tally.tickets, tally.statusTickets),
    },
    restatements: {
      mean: share(
        tally.restatements.reduce((sum, each) => sum + each, 0),
        tally.restatements.length,
      ),
      p95: quantile(tally.restatements, 0.95),
    },
    delayMinutes: Object.fromEntries(
      Object.entries(tally.delayMinutes).map(([source, minutes]) => [
        source,
        { median: quantile(minutes, 0.5), p95: quantile(minutes, 0.95) },
      ]),
    ),
  };
}

function summariseLegs(legs: Tally['legs']): Record<string, LegSummary> {
  const all: LegTally = { outcomes: 0, inside80: 0, inside95: 0, width80Hours: 0, width95Hours: 0 };
  for (const leg of Object.values(legs)) {
    for (const name of Object.keys(all) as (keyof LegTally)[]) all[name] += leg[name];
  }
  return Object.fromEntries(
    Object.entries({ all, ...legs }).map(([name, leg]) => [
      name,
      {
        outcomes: leg.outcomes,
        coverage80: share(leg.inside80, leg.outcomes),
        coverage95: share(leg.inside95, leg.outcomes),
        width80Hours: share(leg.width80Hours, leg.outcomes),
        width95Hours: share(leg.width95Hours, leg.outcomes),
      },
    ]),
  );
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function less(ours: number, theirs: number): number | null {
  return theirs === 0 ? null : 1 - ours / theirs;
}

function quantile(values: readonly number[], level: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(level * (sorted.length - 1))] ?? null;
}
