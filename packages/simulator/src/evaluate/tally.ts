/** Sums and lists that add up over orders, worlds and workers; plain data, so that they cross threads. */
export interface Tally {
  orders: number;
  harmless: number;
  harmlessSuppressed: number;
  /** Exceptions about which nothing was said, whatever they were. */
  suppressed: number;
  criticals: number;
  criticalsActedOn: number;
  actedOn: number;
  actedOnCritical: number;
  alertedParcels: number;
  falselyAlertedParcels: number;
  stalls: number;
  stallsFound: number;
  /** Hours from our message to the question, for every question about a parcel that stood still when it was asked; -Infinity: never found. */
  readonly leadHours: number[];
  messages: number;
  statusMessages: number;
  ticketsWithoutMessages: number;
  tickets: number;
  statusTickets: number;
  readonly restatements: number[];
  readonly legs: Record<string, LegTally>;
  /** Minutes from the carrier's event to the message, by source. */
  readonly delayMinutes: Record<string, number[]>;
}

export interface LegTally {
  outcomes: number;
  inside80: number;
  inside95: number;
  width80Hours: number;
  width95Hours: number;
}

export function emptyTally(): Tally {
  return {
    orders: 0,
    harmless: 0,
    harmlessSuppressed: 0,
    suppressed: 0,
    criticals: 0,
    criticalsActedOn: 0,
    actedOn: 0,
    actedOnCritical: 0,
    alertedParcels: 0,
    falselyAlertedParcels: 0,
    stalls: 0,
    stallsFound: 0,
    leadHours: [],
    messages: 0,
    statusMessages: 0,
    ticketsWithoutMessages: 0,
    tickets: 0,
    statusTickets: 0,
    restatements: [],
    legs: {},
    delayMinutes: {},
  };
}

export function legOf(tally: Tally, leg: string): LegTally {
  return (tally.legs[leg] ??= { outcomes: 0, inside80: 0, inside95: 0, width80Hours: 0, width95Hours: 0 });
}

/** Adds what another world or worker counted. */
export function addTally(into: Tally, other: Tally): void {
  for (const [name, value] of Object.entries(other) as [keyof Tally, unknown][]) {
    if (typeof value === 'number')
      (into as unknown as Record<string, number>)[name] = Number(into[name]) + value;
  }
  into.leadHours.push(...other.leadHours);
  into.restatements.push(...other.restatements);
  for (const [leg, counts] of Object.entries(other.legs)) {
    const known = legOf(into, leg);
    for (const name of Object.keys(known) as (keyof LegTally)[]) known[name] += counts[name];
  }
  for (const [source, minutes] of Object.entries(other.delayMinutes)) {
    (into.delayMinutes[source] ??= []).push(...minutes);
  }
}
