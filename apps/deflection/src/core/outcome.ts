/** `would_answer` and `would_hand_over`: what was only noted down, or suggested, because the brand does not want more yet. */
export const OUTCOMES = ['answered', 'handed_over', 'left_alone', 'would_answer', 'would_hand_over'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a ticket is left as it is: nothing is written to it. */
export const LEFT_ALONE_REASONS = [
  'off',
  'other_shop',
  'closed',
  'agent_wrote',
  'somebody_else_wrote',
  'assigned',
  'reopened',
  'follow_up',
  'live_channel',
  'automatic_mail',
  'doubtful_sender',
  'requester_is_staff',
  'requester_suspended',
  'before_speaking',
  'too_old',
  'not_asked',
  'answered_before',
  'gone',
  'helpdesk_refuses',
] as const;
export type LeftAloneReason = (typeof LEFT_ALONE_REASONS)[number];

/** Why a person has to answer: an internal note says so. */
export const HAND_OVER_REASONS = [
  'mixed',
  'language',
  'too_long',
  'no_content',
  'not_verified',
  'no_order',
  'not_their_order',
  'several_orders',
  'nothing_known',
  'delivered_not_there',
  'needs_person',
  'stale',
  'no_macro',
  'macro_incomplete',
] as const;
export type HandOverReason = (typeof HAND_OVER_REASONS)[number];
