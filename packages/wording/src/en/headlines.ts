import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../gather-facts.js';

const carrier = (facts: Facts): string => facts.carrier ?? 'the carrier';
const because = (facts: Facts): string => (facts.cause === null ? '' : ` ${facts.cause.what}`);
const lastSeen = ({ town, lastSeenAt }: Facts): string => {
  if (lastSeenAt === null) return '';
  return town === null
    ? ` It was last recorded on ${lastSeenAt}.`
    : ` It was last recorded in ${town} on ${lastSeenAt}.`;
};
const when = ({ reachedAt }: Facts): string => (reachedAt === null ? '' : ` on ${reachedAt}`);
const sinceWhen = ({ reachedOn, isReachedToday }: Facts): string => {
  if (reachedOn === null) return '';
  return isReachedToday ? ` today, ${reachedOn}` : ` since ${reachedOn}`;
};

/** `naming` decides between a sentence that stands alone and one that follows another. */
const It = (facts: Facts): string => {
  if (facts.naming === 'it') return 'It';
  return facts.isWholeOrder ? 'Your order' : 'Part of your order';
};

const it = (facts: Facts): string =>
  facts.naming === 'it' ? 'it' : It(facts).replace(/^[YP]/, (initial) => initial.toLowerCase());

const noNews = (facts: Facts): string => {
  const since = facts.silentSince === null ? '' : ` since ${facts.silentSince}`;
  const why = facts.cause?.what ?? 'The carrier has not given a reason.';
  return `There has been no news of ${it(facts)}${since}. That is longer than usual. ${why}`;
};

export const headlines: Catalogue['headlines'] = {
  not_shippable: { label: 'Nothing to deliver', says: () => 'Nothing in this order is sent by post.' },
  cancelled: { label: 'Cancelled', says: () => 'This order was cancelled. Nothing more will be sent.' },
  held: { label: 'On hold', says: (f) => `${It(f)} is on hold.${because(f)}` },
  preparing: { label: 'Being prepared', says: (f) => `We are preparing ${it(f)}. It has not left us yet.` },
  preparing_late: {
    label: 'Taking longer to prepare',
    says: (f) =>
      `${It(f)} is taking us longer to prepare than planned, and has not left us yet.${because(f)}`,
  },
  waiting_for_stock: {
    label: 'Waiting for stock',
    says: (f) =>
      `${It(f)} is waiting for something that is out of stock at the moment, and has not left us yet.`,
  },
  packed: { label: 'Packed', says: (f) => `${It(f)} is packed and has not left us yet.` },
  label_created: {
    label: 'Waiting for the carrier',
    says: (f) =>
      `${It(f)} is packed and has its label. It is not on its way yet: ${carrier(f)} still has to collect it.`,
  },
  awaiting_carrier_late: {
    label: 'Waiting longer for the carrier',
    says: (f) =>
      `${It(f)} is packed and has its label, but ${carrier(f)} has not collected it yet. That takes longer than usual.`,
  },
  picked_up: { label: 'With the carrier', says: (f) => `${It(f)} is with ${carrier(f)}.${lastSeen(f)}` },
  in_transit: {
    label: 'On its way',
    says: (f) => `${It(f)} is on its way with ${carrier(f)}.${lastSeen(f)}`,
  },
  out_for_delivery: {
    label: 'Out for delivery',
    says: (f) => `${It(f)} is on the delivery van${sinceWhen(f)}.`,
  },
  delivery_attempted: {
    label: 'Delivery attempted',
    says: (f) => `A delivery was tried${when(f)} and did not succeed.${because(f)}`,
  },
  ready_for_pickup: {
    label: 'Ready to collect',
    says: (f) =>
      f.facility === null
        ? `${It(f)} is ready to be collected.`
        : `${It(f)} is ready to be collected at ${f.facility}.`,
  },
  problem: {
    label: 'Held up by a problem',
    says: (f) => f.cause?.what ?? 'There is a problem with the delivery. The carrier has not given a reason.',
  },
  silent: {
    label: 'No news for longer than usual',
    says: noNews,
  },
  partly_delivered: {
    label: 'Partly delivered',
    says: () => 'One part was delivered; the rest is still to come.',
  },
  delivered: {
    label: 'Delivered',
    says: (f) => `The carrier reports that ${it(f)} was delivered${when(f)}.`,
  },
  returning: {
    label: 'On its way back to us',
    says: (f) => `${It(f)} is on its way back to us.${f.reason === 'return' ? '' : because(f)}`,
  },
  returned: { label: 'Back with us', says: (f) => `${It(f)} came back to us${when(f)}.` },
  lost: { label: 'Lost', says: (f) => `The carrier says that ${it(f)} is lost.` },
};
