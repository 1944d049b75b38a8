/** How far a parcel has come, in the order in which parcels usually get there. */
export const MILESTONES = [
  'placed',
  'preparing',
  'packed',
  'label_created',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'available_for_pickup',
  'delivered',
  'returning',
  'returned',
  'cancelled',
  'lost',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Nothing more is expected after one of these. */
export const TERMINAL_MILESTONES = [
  'delivered',
  'returned',
  'cancelled',
  'lost',
] as const satisfies readonly Milestone[];

const terminal: ReadonlySet<Milestone> = new Set(TERMINAL_MILESTONES);
const beforeCarrier: ReadonlySet<Milestone> = new Set([
  'placed',
  'preparing',
  'packed',
  'label_created',
] satisfies Milestone[]);

export function isTerminal(milestone: Milestone): boolean {
  return terminal.has(milestone);
}

/** True while the carrier has not touched the parcel: a printed label is not a shipment. */
export function isBeforeCarrier(milestone: Milestone): boolean {
  return beforeCarrier.has(milestone);
}

const ranks: ReadonlyMap<Milestone, number> = new Map(MILESTONES.map((milestone, rank) => [milestone, rank]));

/** Where in the usual order a milestone stands, from 0. */
export function milestoneRank(milestone: Milestone): number {
  return ranks.get(milestone) ?? 0;
}
