import { type OrderSnapshot, type ParcelSnapshot, type Reason, REASONS } from '@tidings/domain';
import type { Setting } from './gather-facts.js';
import { plainData, townOf } from './plain-data.js';

/** One thing that happened, in our words. */
export interface TimelineStep {
  readonly text: string;
  readonly when: string;
  /** The town; null where nobody said. */
  readonly place: string | null;
}

/** One report of the carrier, in its own words. */
export interface VerbatimReport extends TimelineStep {
  /** Set where the carrier took it back. */
  readonly withdrawn: string | null;
}

type Entry = ParcelSnapshot['timeline'][number];

const MAX_VERBATIM = 300;

/** What is open is told if it matters, what is over if it cost time; the rest is noise. */
function isTold(reason: Reason, { exceptions }: ParcelSnapshot): boolean {
  const open = exceptions.find((exception) => exception.reason === reason);
  return open === undefined ? REASONS[reason].delays : open.matters;
}

const MOVING: ReadonlySet<string> = new Set(['picked_up', 'in_transit']);

/** A label that is announced in words of movement has not moved. */
function isMovementOnPaper(entry: Entry, parcel: ParcelSnapshot): boolean {
  return parcel.lastPhysicalAt === null && entry.milestone !== null && MOVING.has(entry.milestone);
}

interface Telling {
  readonly parcel: ParcelSnapshot;
  readonly carrier: string | null;
  readonly setting: Setting;
}

type TextOf = (entry: Entry, telling: Telling) => string | null;

const milestoneText: TextOf = ({ milestone, reason }, { carrier, setting: { words } }) => {
  if (milestone === null) return null;
  return milestone === 'in_transit' && reason !== null
    ? words.reasons[reason].label
    : words.page.milestones[milestone](carrier);
};

/** What has no text here is the carrier's to tell. */
const TEXT_OF: Readonly<Partial<Record<Entry['kind'], TextOf>>> = {
  milestone: milestoneText,
  exception_opened: ({ reason }, { parcel, setting }) =>
    reason !== null && isTold(reason, parcel) ? setting.words.reasons[reason].label : null,
  info: ({ isPhysical }, { carrier, setting }) =>
    isPhysical ? setting.words.page.milestones.in_transit(carrier) : null,
};

function textOf(entry: Entry, telling: Telling): string | null {
  if (entry.isRetracted || isMovementOnPaper(entry, telling.parcel)) return null;
  return TEXT_OF[entry.kind]?.(entry, telling) ?? null;
}

type Happening = Pick<Entry, 'at' | 'place'>;

function step(text: string, { at, place }: Happening, { dates }: Setting): TimelineStep {
  return { text, when: dates.moment(at), place: townOf(place) };
}

/** Carriers report one thing several times; the first time is when it happened. */
function withoutRepeats(steps: readonly TimelineStep[]): TimelineStep[] {
  return steps.filter((each, index) => {
    const before = steps[index - 1];
    return before === undefined || before.text !== each.text || before.place !== each.place;
  });
}

/** What happened before there was a parcel, oldest first. Shops that tell of no steps tell when it was ordered. */
export function tellSteps({ steps, placedAt }: OrderSnapshot, setting: Setting): TimelineStep[] {
  const { milestones } = setting.words.page;
  const told = steps.map((reached) => step(milestones[reached.milestone](null), reached, setting));
  if (placedAt === null || steps.some(({ milestone }) => milestone === 'placed')) return told;
  return [{ text: milestones.placed(null), when: setting.dates.day(placedAt), place: null }, ...told];
}

/** What happened to a parcel, oldest first. `before` was already told, and is not told again. */
export function tellTimeline(telling: Telling, before: readonly TimelineStep[]): TimelineStep[] {
  const told = telling.parcel.timeline.flatMap((entry) => {
    const text = textOf(entry, telling);
    return text === null ? [] : [step(text, entry, telling.setting)];
  });
  const isNew = ({ text }: TimelineStep): boolean => !before.some((each) => each.text === text);
  return withoutRepeats([...before, ...told.filter(isNew)]);
}

/** Everything that the carrier wrote, newest first. */
export function quoteCarrier(parcel: ParcelSnapshot, setting: Setting): VerbatimReport[] {
  return parcel.timeline
    .flatMap((entry) => {
      const text = plainData(entry.verbatim, MAX_VERBATIM);
      const withdrawn = entry.isRetracted ? setting.words.page.withdrawn : null;
      return text === '' ? [] : [{ ...step(text, entry, setting), withdrawn }];
    })
    .toReversed();
}
