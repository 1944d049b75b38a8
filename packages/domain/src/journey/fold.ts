import type { Milestone } from '../words/milestone.js';
import { isHandling } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { chooseLeadingSource, isPerson } from './choose-source.js';
import type { SourceRanks } from './choose-source.js';
import { currentMilestone, reachedBy } from './draft.js';
import type { Draft, EtaDraft } from './draft.js';
import { dropCorroborations } from './drop-corroborations.js';
import type { Journey, Retraction } from './journey.js';
import { milestoneOf } from './milestone-of.js';
import { canFill, reachMilestone, unseatDelivery } from './reach-milestone.js';
import { retractEvents } from './retract-events.js';
import { sortEvents } from './sort-events.js';
import type { Row } from './sort-events.js';
import { openException, resolveExceptions } from './track-exceptions.js';

export interface FoldOptions {
  /** The zone in which wall times without an offset are sorted; UTC when nothing is known of the parcel. */
  readonly assumedOffsetMinutes?: number;
  /** Source id to rank, the smaller leads; see SOURCE_RANKS. */
  readonly sourceRanks?: SourceRanks;
}

const NOTHING_KNOWN: Journey = Object.freeze({
  current: null,
  reached: [],
  firstPhysical: null,
  lastPhysical: null,
  openExceptions: [],
  resolvedExceptions: [],
  carrierEta: null,
  firstCarrierEta: null,
  retractions: [],
  replacedBy: null,
  deliveryAttempts: 0,
  leadingSource: null,
  timeline: [],
});

/**
 * What the events of one parcel add up to: any order and any repetition of the same events gives the same journey.
 * One source is folded; the others are evidence: they fill early steps and prove handling, and never raise a problem. What a
 * person says is folded too.
 */
export function fold(events: readonly TrackingEvent[], options: FoldOptions = {}): Journey {
  const { assumedOffsetMinutes = 0 } = options;
  const leadingSource = chooseLeadingSource(events, { ranks: options.sourceRanks, assumedOffsetMinutes });
  if (leadingSource === null) return NOTHING_KNOWN;
  const rows = sortEvents(events, { leadingSource, assumedOffsetMinutes });
  const hasEvidence = rows.some((row) => row.event.source !== leadingSource);
  const retractions = rows.some((row) => row.event.kind === 'correction')
    ? retractEvents(rows, (source) => source === leadingSource || isPerson(source, options.sourceRanks))
    : [];
  const timeline = hasEvidence ? dropCorroborations(rows, leadingSource) : rows;
  const draft: Draft = {
    leadingSource,
    leads: (source) => source === leadingSource || isPerson(source, options.sourceRanks),
    isPerson: (source) => isPerson(source, options.sourceRanks),
    ledMilestones: hasEvidence ? ledMilestones(timeline, leadingSource) : NONE,
    reached: [],
    currentRow: null,
    firstPhysical: null,
    lastPhysical: null,
    open: [],
    resolved: [],
    eta: { first: null, standing: null },
    evidenceEta: { first: null, standing: null },
    retractions,
    replacedBy: null,
  };
  for (const row of timeline) if (!row.isRetracted) foldRow(draft, row);
  return toJourney(draft, timeline);
}

const NONE: ReadonlySet<Milestone> = new Set();

function ledMilestones(rows: readonly Row[], leadingSource: string): ReadonlySet<Milestone> {
  const led = new Set<Milestone>();
  for (const { event, isRetracted } of rows) {
    const milestone = event.source === leadingSource && !isRetracted ? milestoneOf(event) : null;
    if (milestone !== null) led.add(milestone);
  }
  return led;
}

function foldRow(draft: Draft, row: Row): void {
  const { event } = row;
  const leads = draft.leads(event.source);
  if (leads) foldLeading(draft, row);
  else fillFromEvidence(draft, row);
  if (isHandling(event)) noteHandling(draft, row);
  if (event.carrierEta !== undefined) noteEta(leads ? draft.eta : draft.evidenceEta, event.carrierEta);
  if (event.link?.relation === 'replaced_by') {
    draft.replacedBy = { carrier: event.link.carrier, number: event.link.number };
  }
}

function foldLeading(draft: Draft, row: Row): void {
  const milestone = milestoneOf(row.event);
  unseatDelivery(draft, row, milestone);
  const isReached = milestone !== null && reachMilestone(draft, row, milestone);
  if (draft.open.length > 0) resolveExceptions(draft, row, isReached ? milestone : null);
  if (row.event.kind === 'exception_opened') openException(draft, row);
}

function fillFromEvidence(draft: Draft, row: Row): void {
  const milestone = row.event.kind === 'milestone' ? milestoneOf(row.event) : null;
  if (milestone !== null && canFill(draft, milestone)) reachMilestone(draft, row, milestone);
}

function noteHandling(draft: Draft, row: Row): void {
  const milestone = milestoneOf(row.event) ?? currentMilestone(draft) ?? 'in_transit';
  const arrival = draft.currentRow === row ? draft.reached.at(-1) : undefined;
  draft.lastPhysical = arrival ?? reachedBy(row, milestone);
  draft.firstPhysical ??= draft.lastPhysical;
}

function noteEta(draft: EtaDraft, eta: NonNullable<TrackingEvent['carrierEta']>): void {
  draft.standing = eta;
  draft.first ??= eta;
}

function byTime(a: Retraction, b: Retraction): number {
  if (a.by.sortAt === b.by.sortAt) return 0;
  return a.by.sortAt < b.by.sortAt ? -1 : 1;
}

function toJourney(draft: Draft, timeline: readonly Row[]): Journey {
  const eta = draft.eta.standing === null ? draft.evidenceEta : draft.eta;
  return {
    current: draft.reached.at(-1) ?? null,
    reached: draft.reached,
    firstPhysical: draft.firstPhysical,
    lastPhysical: draft.lastPhysical,
    openExceptions: draft.open,
    resolvedExceptions: draft.resolved,
    carrierEta: eta.standing,
    firstCarrierEta: eta.first,
    retractions: draft.retractions.sort(byTime),
    replacedBy: draft.replacedBy,
    deliveryAttempts: draft.reached.filter(({ milestone }) => milestone === 'delivery_attempted').length,
    leadingSource: draft.leadingSource,
    timeline,
  };
}
