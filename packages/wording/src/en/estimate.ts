import type { EstimateFacts, Facts } from '../gather-facts.js';

const present: Readonly<Record<EstimateFacts['basis'], (when: string, carrier: string) => string>> = {
  carrier: (when, carrier) => `${carrier} expects to deliver it ${when}.`,
  learned: (when) => `Going by similar parcels, it should reach you ${when}.`,
  promise: (when) => `It is due ${when}, as we told you when you ordered.`,
};

/** When it arrives: a date, what it was before, or that nobody knows. */
export function estimate({ estimate: now, estimateBefore, carrier, isEstimatePerParcel }: Facts): string {
  if (isEstimatePerParcel) return '';
  if (now === null) return 'We do not have a delivery date that we could rely on.';
  if (now.isPast) return `It was expected ${now.when}. That has passed, and we do not have a new date yet.`;
  const sentence = present[now.basis](now.when, carrier ?? 'The carrier');
  return estimateBefore === null ? sentence : `${sentence} Before, it was expected ${estimateBefore}.`;
}
