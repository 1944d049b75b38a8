import type { AgentWords } from '../catalogue.js';

/** What was noticed, or said of. */
export const conditions: AgentWords['conditions'] = {
  order_held: 'On hold',
  being_prepared: 'Being prepared',
  preparing_late: 'Taking longer to prepare',
  label_without_pickup: 'Not collected by the carrier',
  on_its_way: 'On its way',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  ready_for_pickup: 'Ready to collect',
  silence: 'No news for longer than usual',
  moving_again: 'Moving again',
  exception: 'A problem',
  noise: 'A report by the carrier',
  case_resolved: 'Problem solved',
  estimate_moved: 'The delivery date moved',
  promise_at_risk: 'Later than was shown',
  promise_broken: 'Not there on the day that was shown',
  case_overdue: 'A case is open for too long',
  correction: 'Something said turned out wrong',
  number_replaced: 'New tracking number',
  returning: 'On its way back to us',
};
