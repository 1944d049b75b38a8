/**
 * How often things go wrong in the simulated world, and how its reports are blurred. Written before any policy was
 * tuned against it, and not changed for one; results are also printed with every hazard at x0.5 and x2.
 *
 * Where a figure has a public source it is named. GAPS: 39 captured shipments with 405 gaps between scans, by the clock
 * p50 3.6 h, p90 21 h, p95 40 h, p99 77 h. FIELD: thresholds that products of this field document: stale after 72-96 h,
 * 3 d, 5-6 d. POLLING: aggregators poll every 2-6 h, push within minutes. JUDGEMENT: nobody publishes it; the figure is
 * ours, chosen before the first run.
 */
export interface Hazards {
  /** Chance per parcel. JUDGEMENT, in the order of magnitude that carriers' service reports speak of (1-5 %). */
  readonly latePickUp: number;
  readonly stuckAtHub: number;
  readonly lost: number;
  readonly customsHold: number;
  readonly heldOnVan: number;
  readonly wrongAddress: number;
  readonly damaged: number;
  readonly refused: number;
  /** Chance per tour that nobody is there. FIELD: "failed first attempt" figures between 5 and 20 %; the low end. */
  readonly missedAttempt: number;
  /** Chance per parcel of a report that the carrier calls an exception and that changes nothing: misroutes that are
   * caught, weather notices, address checks, "operational delay" within the plan. UPS's own code list labels dozens of
   * such codes an exception. */
  readonly harmlessException: number;
  /** Chance per parcel of an exception that delays and then resolves by itself. */
  readonly delayingException: number;
  /** Chance per parcel that its number is replaced on the way. */
  readonly numberReplaced: number;
  /** Incidents (weather, a closed facility) that begin per 30 days; each holds everything at one hub. */
  readonly incidentsPer30Days: number;
  /** Times per 30 days that our own source goes blind. */
  readonly blindPer30Days: number;
  /** Chances per report: told twice, told late, told after a newer one; POLLING and JUDGEMENT. */
  readonly duplicate: number;
  readonly late: number;
  readonly disordered: number;
  /** Chance that a hub does not scan a parcel that passes. */
  readonly missedScan: number;
}

export const HAZARDS: Hazards = {
  latePickUp: 0.02,
  stuckAtHub: 0.015,
  lost: 0.003,
  customsHold: 0.1,
  heldOnVan: 0.006,
  wrongAddress: 0.01,
  damaged: 0.003,
  refused: 0.003,
  missedAttempt: 0.05,
  harmlessException: 0.12,
  delayingException: 0.04,
  numberReplaced: 0.005,
  incidentsPer30Days: 1,
  blindPer30Days: 1,
  duplicate: 0.05,
  late: 0.03,
  disordered: 0.03,
  missedScan: 0.08,
};

/** Every hazard and every blur of the reports, more or less often; no chance passes 0.9. */
export function scaleHazards(hazards: Hazards, factor: number): Hazards {
  const scaled = Object.entries(hazards).map(([name, value]: [string, number]) => {
    const isRate = name.endsWith('Per30Days');
    return [name, isRate ? value * factor : Math.min(0.9, value * factor)] as const;
  });
  return { ...hazards, ...Object.fromEntries(scaled) };
}

/** Spans as log-normal distributions: half of them are longer than `medianHours`. */
export interface Spread {
  readonly medianHours: number;
  /** Standard deviation of the logarithm. */
  readonly sigma: number;
}

/** How long what went wrong lasts, in working hours of the carrier (24 a day). JUDGEMENT. */
export const TROUBLE_LASTS = {
  latePickUp: { medianHours: 72, sigma: 0.4 },
  stuckAtHub: { medianHours: 120, sigma: 0.45 },
  customsHold: { medianHours: 96, sigma: 0.5 },
  heldOnVan: { medianHours: 60, sigma: 0.4 },
  incident: { medianHours: 40, sigma: 0.4 },
  delayingException: { medianHours: 36, sigma: 0.4 },
  wrongAddress: { medianHours: 48, sigma: 0.5 },
  blind: { medianHours: 6, sigma: 0.8 },
} as const satisfies Record<string, Spread>;

/** Between a happening and our hearing of it, by the clock. POLLING. */
export const HEARD_AFTER = {
  report: { medianHours: 0.3, sigma: 1.2 },
  late: { medianHours: 14, sigma: 0.6 },
} as const satisfies Record<string, Spread>;

/** The trade: orders per day follow it. Peak: the four weeks from Black Friday; JUDGEMENT after retailers' reports. */
export const TRADE = {
  ordersPerDay: 40,
  weekendFactor: 1.15,
  peakFactor: 2,
  peakFrom: '2026-11-23',
  peakTo: '2026-12-20',
  /** Everything in the carrier's hands takes so much longer in the peak. */
  peakSlowdown: 1.35,
  startsOn: '2026-09-07',
} as const;

/**
 * Customers who ask, if nobody tells them anything. Each would ask at most once for each cause, so long after the cause
 * began. Shares are JUDGEMENT: published rates differ by a factor of ten. Waiting: FIELD (thresholds of shops sit where
 * their customers lose patience).
 */
export const ASKING = {
  /** Nothing visible happens to a parcel that has been ordered, packed or sent. */
  silence: { share: 0.4, after: { medianHours: 120, sigma: 0.35 } },
  /** The date that the shop promised has passed. */
  late: { share: 0.5, after: { medianHours: 14, sigma: 0.8 } },
  /** A problem that someone must act on. */
  problem: { share: 0.6, after: { medianHours: 20, sigma: 0.7 } },
  /** Marked as delivered late or not at all is covered above; some just ask how it is going. */
  curiosity: { share: 0.03, after: { medianHours: 60, sigma: 0.6 } },
} as const;

/** What a message does to a question that was about to be asked, and what it sets off. JUDGEMENT, chosen once. */
export const MESSAGES_DO = {
  /** It names the cause and says what happens next: the question is not asked with this chance. */
  explains: 0.8,
  /** It only repeats the carrier's status. */
  status: 0.35,
  /** An alarm about something that changes nothing makes the customer ask with this chance. */
  alarmed: 0.12,
} as const;
