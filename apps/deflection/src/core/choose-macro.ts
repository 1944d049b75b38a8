import type { Answer, Headline, Reason } from '@tidings/domain';
import type { Macro } from '@tidings/helpdesks';
import type { HandOverReason } from './outcome.js';

/** Titles of the shop's macros, by what they answer. */
export type MacroTitles = Readonly<Record<string, string>>;

/**
 * The brand's name of the macro that answers, the most fitting first; none where a person has to answer: what is gone, on its
 * way back or a problem is no question of where it is.
 */
const MACROS_FOR: Readonly<Record<Headline, readonly string[]>> = {
  not_shippable: [],
  cancelled: [],
  held: ['held'],
  preparing: ['not_shipped'],
  preparing_late: ['preparing_late', 'not_shipped'],
  waiting_for_stock: ['waiting_for_stock', 'not_shipped'],
  packed: ['not_shipped'],
  label_created: ['not_shipped'],
  awaiting_carrier_late: ['not_shipped'],
  picked_up: ['in_transit'],
  in_transit: ['in_transit'],
  out_for_delivery: ['out_for_delivery', 'in_transit'],
  delivery_attempted: ['delivery_attempted'],
  ready_for_pickup: ['ready_for_pickup'],
  problem: [],
  silent: ['stuck'],
  partly_delivered: ['partly_delivered'],
  delivered: [],
  returning: [],
  returned: [],
  lost: [],
};

/** Holds that end without their customer, for a reason that they are told. */
const EXPLAINED_HOLDS: ReadonlySet<Reason> = new Set<Reason>(['payment_review', 'fraud_review']);

/** A hold is explained where the shop wants it to be, and it can be; else it is as with what is no question of where it is. */
function isForPerson({ headline, reason, nextStep }: Answer, titles: MacroTitles): boolean {
  if (headline !== 'held') return MACROS_FOR[headline].length === 0;
  const isExplained = reason !== null && EXPLAINED_HOLDS.has(reason) && nextStep === 'we_release_hold';
  return titles['held'] === undefined || !isExplained;
}

/** Why no machine answers this; null where one may. */
export function needsPerson(answer: Answer, titles: MacroTitles): HandOverReason | null {
  if (answer.headline === 'delivered') return 'delivered_not_there';
  if (answer.needsHuman || answer.openCase !== null || isForPerson(answer, titles)) return 'needs_person';
  return answer.isStale ? 'stale' : null;
}

/** The macro of the shop for what is true of the order; null where it named none, or the helpdesk has none of that title. */
export function chooseMacro(
  answer: Answer,
  titles: MacroTitles,
  find: (title: string) => Macro | null,
): Macro | null {
  for (const name of MACROS_FOR[answer.headline]) {
    const title = titles[name];
    const macro = title === undefined ? null : find(title);
    if (macro !== null) return macro;
  }
  return null;
}
