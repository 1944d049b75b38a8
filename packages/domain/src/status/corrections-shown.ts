import { z } from 'zod';
import type { ParcelAnswer } from '../answer/answer.js';
import { CONDITIONS } from '../policy/decision.js';
import type { Ledger, LedgerEntry } from '../policy/ledger.js';
import { addHours, instantSchema } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { TELLING_FACES } from './shown-status.js';
import { conditionOf } from './statuses-in.js';

/** What a page or a bot told of a parcel, and takes back when it is next looked at or asked. */
export const shownCorrectionSchema = z.object({
  /** The decision's. */
  key: z.string(),
  face: z.enum(TELLING_FACES),
  parcelId: z.string(),
  /** What was told, and when. */
  condition: z.enum(CONDITIONS),
  saidAt: instantSchema,
  /** When the correction was shown first; null: not yet. */
  shownAt: instantSchema.nullable(),
});
export type ShownCorrection = z.infer<typeof shownCorrectionSchema>;

/** Who reads a page again, or goes on asking, finds what they read before. */
const SHOWN_FOR_HOURS = 48;

function isFresh({ shownAt }: Pick<ShownCorrection, 'shownAt'>, asOf: Instant): boolean {
  return shownAt === null || addHours(shownAt, SHOWN_FOR_HOURS) > asOf;
}

/** Null where the row is no correction that waits to be looked at. */
function toCorrection(row: LedgerEntry, ledger: Ledger): ShownCorrection | null {
  const { key, about, told, parcelId, saidAt: shownAt } = row;
  if (about === null || told === undefined || told.face === 'ticket' || parcelId === null) return null;
  const said = ledger.find((each) => each.key === about);
  if (said?.saidAt == null) return null;
  return { key, face: told.face, parcelId, condition: said.condition, saidAt: said.saidAt, shownAt };
}

/** What the faces that wait to be looked at have to take back. A ticket is written to. */
export function correctionsIn(ledger: Ledger, asOf: Instant): readonly ShownCorrection[] {
  return ledger.flatMap((row) => {
    const isDue = row.closedAt === null || row.saidAt !== null;
    const correction = isDue ? toCorrection(row, ledger) : null;
    return correction !== null && isFresh(correction, asOf) ? [correction] : [];
  });
}

/** Those that an answer still has to give: what has become so since needs no taking back. */
export function correctionsFor(
  corrections: readonly ShownCorrection[],
  parcels: readonly ParcelAnswer[],
  asOf: Instant,
): readonly ShownCorrection[] {
  const isSo = ({ parcelId, condition }: ShownCorrection): boolean =>
    parcels.some((parcel) => parcel.parcelId === parcelId && conditionOf(parcel) === condition);
  return corrections.filter((each) => isFresh(each, asOf) && !isSo(each));
}
