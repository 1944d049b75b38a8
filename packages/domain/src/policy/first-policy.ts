import { EXCEPTION_RULES } from './first-exception-rules.js';
import { compilePolicy } from './compile-policy.js';
import type { CompiledPolicy } from './compile-policy.js';
import { parsePolicy } from './policy.js';
import type { PolicyDocument, RuleDocument } from './policy.js';

/** Something told that no longer holds: taken back, or resolved. */
const answers: readonly RuleDocument[] = [
  {
    id: 'false-case',
    condition: 'correction',
    scope: 'said',
    when: { isFalse: { is: true }, isCase: { is: true }, wasTold: { is: true } },
    then: { outcome: 'close_case', messageClass: 'essential' },
  },
  {
    id: 'false-statement',
    condition: 'correction',
    scope: 'said',
    when: { isFalse: { is: true }, wasTold: { is: true } },
    then: { outcome: 'send', messageClass: 'essential' },
  },
];

const arrivals: readonly RuleDocument[] = [
  {
    id: 'lost',
    condition: 'exception',
    scope: 'arrival',
    when: { arrival: { equals: 'lost' } },
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 8, options: ['reship', 'refund', 'contact_us'] },
    },
  },
  {
    id: 'delivered',
    condition: 'delivered',
    scope: 'arrival',
    when: { arrival: { equals: 'delivered' } },
    then: { outcome: 'send', messageClass: 'essential', usefulForHours: 72 },
  },
  {
    id: 'ready-for-pickup',
    condition: 'ready_for_pickup',
    scope: 'arrival',
    when: { arrival: { equals: 'available_for_pickup' } },
    then: { outcome: 'send', messageClass: 'essential', usefulForHours: 120 },
  },
  {
    id: 'returning-told-by-case',
    condition: 'returning',
    scope: 'arrival',
    when: { arrival: { equals: 'returning' }, hasOpenCase: { is: true } },
    then: { outcome: 'suppress', because: 'case_open' },
  },
  {
    id: 'returning',
    condition: 'returning',
    scope: 'arrival',
    when: { arrival: { equals: 'returning' } },
    then: { outcome: 'send', messageClass: 'essential', usefulForHours: 120 },
  },
  {
    id: 'out-for-delivery',
    condition: 'out_for_delivery',
    scope: 'arrival',
    when: { arrival: { equals: 'out_for_delivery' } },
    repeats: 'daily',
    then: { outcome: 'send', messageClass: 'informative', usefulForHours: 14 },
  },
];

const recoveries: readonly RuleDocument[] = [
  {
    id: 'case-recovered',
    condition: 'case_resolved',
    scope: 'said',
    when: { isCase: { is: true }, wasTold: { is: true }, isOpenAgain: { is: false } },
    then: { outcome: 'close_case', messageClass: 'informative', usefulForHours: 48 },
  },
  {
    id: 'case-recovered-untold',
    condition: 'case_resolved',
    scope: 'said',
    when: { isCase: { is: true } },
    then: { outcome: 'close_case' },
  },
];

/** Still owed, shipped, by its own number: only then does a clock speak. */
const isAwaited = {
  isOwed: { is: true },
  isOrderCancelled: { is: false },
  delivery: { equals: 'ship' },
  isReplaced: { is: false },
} as const;

const ON_THE_WAY = ['label_created', 'picked_up', 'in_transit', 'delivery_attempted'];

const untilSeen = { silence: { equals: 'cannot_see' } } as const;

const states: readonly RuleDocument[] = [
  {
    id: 'held-for-recipient',
    condition: 'order_held',
    scope: 'hold',
    when: { whoMustAct: { equals: 'recipient' }, isOrderCancelled: { is: false } },
    then: { outcome: 'send', messageClass: 'essential' },
  },
  {
    id: 'held',
    condition: 'order_held',
    scope: 'hold',
    when: { isOrderCancelled: { is: false } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'preparing-late',
    condition: 'preparing_late',
    scope: 'order',
    when: {
      isPreparingLate: { is: true },
      isOrderCancelled: { is: false },
      delivery: { equals: 'ship' },
    },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    // A weekend lies between most orders like this and their pick-up: nothing is wrong, and nothing can be seen.
    id: 'still-being-prepared',
    condition: 'being_prepared',
    scope: 'order',
    when: {
      isBeingPrepared: { is: true },
      isPreparingLate: { is: false },
      hoursSincePlaced: { atLeast: 48, below: 144 },
      hoursSinceLastMessage: { atLeast: 48 },
      delivery: { equals: 'ship' },
    },
    staysWhile: { isBeingPrepared: { is: true } },
    then: { outcome: 'send', messageClass: 'courtesy', usefulForHours: 24 },
  },
  {
    id: 'label-without-pickup',
    condition: 'label_without_pickup',
    scope: 'parcel',
    when: { silence: { equals: 'silent' }, silenceLeg: { equals: 'label' }, ...isAwaited },
    staysWhile: untilSeen,
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'silence',
    condition: 'silence',
    scope: 'parcel',
    when: {
      silence: { equals: 'silent' },
      silenceLeg: { oneOf: ['first_mile', 'linehaul', 'customs', 'last_mile'] },
      ...isAwaited,
    },
    staysWhile: untilSeen,
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'promise-broken',
    condition: 'promise_broken',
    scope: 'parcel',
    when: {
      // In the morning after: what came late in the day is often reported in the night.
      hoursPastPromise: { atLeast: 9 },
      hoursSinceLastMessage: { atLeast: 24 },
      hasOpenCase: { is: false },
      milestone: { oneOf: ON_THE_WAY },
      ...isAwaited,
    },
    staysWhile: { hoursPastPromise: { atLeast: 9 } },
    then: { outcome: 'send', messageClass: 'essential' },
  },
  {
    // The vans are back: what is not on one of them does not come on the day that the shop promised.
    id: 'checkout-date-passes',
    condition: 'promise_broken',
    scope: 'parcel',
    when: {
      hoursPastCheckoutDate: { atLeast: -4, below: 16 },
      hoursSinceLastMessage: { atLeast: 20 },
      hasOpenCase: { is: false },
      milestone: { oneOf: ON_THE_WAY },
      ...isAwaited,
    },
    then: { outcome: 'send', messageClass: 'essential' },
  },
  {
    id: 'promise-at-risk',
    condition: 'promise_at_risk',
    scope: 'parcel',
    when: {
      promiseMarginDays: { below: 0 },
      hoursPastPromise: { below: 0 },
      milestone: { oneOf: ON_THE_WAY },
      ...isAwaited,
    },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'checkout-date-out-of-reach',
    condition: 'promise_at_risk',
    scope: 'parcel',
    when: {
      checkoutMarginDays: { below: 0 },
      hoursPastCheckoutDate: { atLeast: -36, below: 0 },
      milestone: { oneOf: ON_THE_WAY },
      ...isAwaited,
    },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'first-physical',
    condition: 'on_its_way',
    scope: 'arrival',
    when: { isFirstPhysical: { is: true } },
    repeats: 'never',
    then: { outcome: 'send', messageClass: 'informative', usefulForHours: 48 },
  },
  {
    id: 'moving-again',
    condition: 'moving_again',
    scope: 'said',
    when: {
      said: { oneOf: ['silence', 'label_without_pickup'] },
      wasTold: { is: true },
      isMoving: { is: true },
      isOpenAgain: { is: false },
      milestone: { oneOf: ['picked_up', 'in_transit'] },
    },
    then: { outcome: 'send', messageClass: 'informative', usefulForHours: 48 },
  },
  {
    id: 'moving-again-told-by-milestone',
    condition: 'moving_again',
    scope: 'said',
    when: {
      said: { oneOf: ['silence', 'label_without_pickup'] },
      wasTold: { is: true },
      isMoving: { is: true },
    },
    then: { outcome: 'suppress', because: 'told_by_milestone' },
  },
  {
    id: 'case-overdue',
    condition: 'case_overdue',
    scope: 'parcel',
    when: { hasOpenCase: { is: true }, hoursSinceCaseOpened: { atLeast: 72 } },
    then: { outcome: 'escalate' },
  },
  {
    id: 'held-up-by-incident',
    condition: 'estimate_moved',
    scope: 'parcel',
    when: { isInExplainedIncident: { is: true }, statedShiftDays: { atLeast: 1 }, isOwed: { is: true } },
    staysWhile: { isInIncident: { is: true } },
    then: { outcome: 'send', messageClass: 'informative', usefulForHours: 72 },
  },
  {
    id: 'number-replaced',
    condition: 'number_replaced',
    scope: 'parcel',
    when: { isReplaced: { is: true }, isOrderCancelled: { is: false } },
    then: { outcome: 'send', messageClass: 'informative', usefulForHours: 72 },
  },
];

/** The policy that is shipped: what a brand has until it writes its own. */
export const FIRST_POLICY: PolicyDocument = {
  version: 'first-1',
  statedStepDays: 1,
  rules: [...answers, ...EXCEPTION_RULES, ...arrivals, ...recoveries, ...states],
};

let compiled: CompiledPolicy | null = null;

/** FIRST_POLICY, compiled on first use. */
export function firstPolicy(): CompiledPolicy {
  compiled ??= compilePolicy(parsePolicy(FIRST_POLICY));
  return compiled;
}
