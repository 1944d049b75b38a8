import type { Answer, Headline } from '@tidings/domain';
import type { Macro } from '@tidings/helpdesks';
import type { HandOverReason } from './outcome.js';

/**
 * The brand's name of the macro that answers, the most fitting first; none where a person has to answer: what is held, gone,
 * on its way back or a problem is no question of where it is.
 */
const MACROS_FOR: Readonly<Record<Headline, readonly string[]>> = {
  not_shippable: [],
  cancelled: [],
  held: [],
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

/** Why no machine answers this, whatever macros there are; null where one may. */
export function needsPerson(answer: Answer): HandOverReason | null {
  if (answer.headline === 'delivered') return 'delivered_not_there';
  if (answer.needsHuman || answer.openCase !== null) return 'needs_person';
  if (MACROS_FOR[answer.headline].length === 0) return 'needs_person';
  return answer.isStale ? 'stale' : null;
}

/** The macro of the shop for what is true of the order; null where it named none, or the helpdesk has none of that title. */
export function chooseMacro(
  answer: Answer,
  titles: Readonly<Record<string, string>>,
  find: (title: string) => Macro | null,
): Macro | null {
  for (const name of MACROS_FOR[answer.headline]) {
    const title = titles[name];
    const macro = title === undefined ? null : find(title);
    if (macro !== null) return macro;
  }
  return null;
}
