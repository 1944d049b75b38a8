import type { RuleDocument } from './policy.js';

const someoneMustAct = { whoMustAct: { oneOf: ['recipient', 'merchant', 'broker'] } } as const;

/** The first of these that fits an open exception is what becomes of it. */
export const EXCEPTION_RULES: readonly RuleDocument[] = [
  {
    id: 'exception-of-cancelled-order',
    condition: 'noise',
    scope: 'exception',
    when: { isOrderCancelled: { is: true } },
    then: { outcome: 'suppress', because: 'order_cancelled' },
  },
  {
    id: 'exception-told-by-hold',
    condition: 'noise',
    scope: 'exception',
    when: { isHeldByOrder: { is: true } },
    then: { outcome: 'suppress', because: 'told_by_hold' },
  },
  {
    id: 'held-before-shipping',
    condition: 'order_held',
    scope: 'exception',
    when: { reason: { oneOf: ['payment_review', 'fraud_review', 'backorder'] } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'collection-failed',
    condition: 'exception',
    scope: 'exception',
    when: { reason: { equals: 'collection_failed' } },
    then: { outcome: 'open_case', case: { dueInBusinessHours: 8, options: ['contact_us'] } },
  },
  {
    id: 'pickup-told-by-milestone',
    condition: 'noise',
    scope: 'exception',
    when: { reason: { equals: 'pickup_ready' }, milestone: { equals: 'available_for_pickup' } },
    then: { outcome: 'suppress', because: 'told_by_milestone' },
  },
  {
    id: 'pickup-needs-recipient',
    condition: 'exception',
    scope: 'exception',
    when: { reason: { oneOf: ['pickup_ready', 'pickup_deadline', 'rerouted_pickup_point'] } },
    then: { outcome: 'send', messageClass: 'essential' },
  },
  {
    id: 'parcel-lost',
    condition: 'exception',
    scope: 'exception',
    when: { reason: { oneOf: ['lost', 'destroyed', 'lost_investigation'] } },
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 8, options: ['reship', 'refund', 'contact_us'] },
    },
  },
  {
    id: 'address-unclear',
    condition: 'exception',
    scope: 'exception',
    when: {
      ...someoneMustAct,
      reason: {
        oneOf: ['address_insufficient', 'address_incorrect', 'recipient_moved', 'recipient_unknown'],
      },
    },
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 8, options: ['correct_address', 'collect', 'contact_us'] },
    },
  },
  {
    id: 'delivery-missed',
    condition: 'exception',
    scope: 'exception',
    when: {
      ...someoneMustAct,
      reason: {
        oneOf: [
          'recipient_unavailable',
          'recipient_unreachable',
          'business_closed',
          'no_access',
          'no_secure_location',
          'receptacle_full',
          'signature_or_id_required',
        ],
      },
    },
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 16, options: ['reschedule', 'collect', 'contact_us'] },
    },
  },
  {
    id: 'parcel-will-not-arrive',
    condition: 'exception',
    scope: 'exception',
    when: {
      ...someoneMustAct,
      reason: { oneOf: ['damaged', 'refused', 'unclaimed', 'return', 'prohibited'] },
    },
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 8, options: ['reship', 'refund', 'contact_us'] },
    },
  },
  {
    id: 'someone-must-act',
    condition: 'exception',
    scope: 'exception',
    when: someoneMustAct,
    then: {
      outcome: 'open_case',
      messageClass: 'essential',
      case: { dueInBusinessHours: 16, options: ['contact_us'] },
    },
  },
  /** Nobody has to act: what matters is the date. By the carrier's own, else by what the reason usually does. */
  {
    id: 'estimate-overdue',
    condition: 'estimate_moved',
    scope: 'exception',
    when: { isOverdue: { is: true } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'estimate-moved',
    condition: 'estimate_moved',
    scope: 'exception',
    when: { carrierShiftDays: { atLeast: 1 } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'estimate-unmoved',
    condition: 'noise',
    scope: 'exception',
    when: { carrierShiftDays: { below: 1 } },
    then: { outcome: 'suppress', because: 'estimate_unmoved' },
  },
  /** Without a date of the carrier's what was learned of parcels with this problem says whether it matters. */
  {
    id: 'stated-estimate-left',
    condition: 'estimate_moved',
    scope: 'exception',
    when: { estimateBasis: { equals: 'learned' }, promiseMarginDays: { below: 0 } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'stated-estimate-holds',
    condition: 'noise',
    scope: 'exception',
    when: { estimateBasis: { equals: 'learned' } },
    then: { outcome: 'suppress', because: 'estimate_unmoved' },
  },
  {
    id: 'usually-delays',
    condition: 'estimate_moved',
    scope: 'exception',
    when: { usuallyDelays: { is: true } },
    then: { outcome: 'send', messageClass: 'informative' },
  },
  {
    id: 'usually-harmless',
    condition: 'noise',
    scope: 'exception',
    when: { usuallyDelays: { is: false } },
    then: { outcome: 'suppress', because: 'estimate_unmoved' },
  },
];
