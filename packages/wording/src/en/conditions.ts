import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../gather-facts.js';

const carrier = (facts: Facts): string => facts.carrier ?? 'the carrier';
const Carrier = (facts: Facts): string => facts.carrier ?? 'The carrier';
const order = (facts: Facts): string => (facts.isWholeOrder ? 'Your order' : 'Part of your order');
const inTown = ({ town }: Facts): string => (town === null ? '' : ` in ${town}`);
const cause = (facts: Facts): string => facts.cause?.what ?? '';
const orUnknown = (facts: Facts): string => facts.cause?.what ?? 'The carrier has not given a reason.';
const nothingToDo = 'You do not have to do anything.';

/** What the reader can do; nothing where it is not for them to act. */
const ask = (facts: Facts): string => {
  if (facts.actor !== 'recipient') return '';
  return facts.cause?.ask ?? 'Please reply to this email, so that we can sort it out together.';
};

const deliveredWhen = ({ reachedAt, town }: Facts): string =>
  `${reachedAt === null ? '' : ` on ${reachedAt}`}${town === null ? '' : `, in ${town}`}`;

const silence = (facts: Facts): string =>
  facts.silentSince === null
    ? `${Carrier(facts)} has not recorded it anywhere for longer than usual.`
    : `${Carrier(facts)} last recorded it${inTown(facts)} on ${facts.silentSince}. That is longer ago than usual.`;

/** All headlines begin with one of these or with a name, which keeps its capital. */
const afterColon = (sentence: string): string =>
  /^(?:It|There|This|A|We|One|Nothing|The|Customs|Nobody|Somebody)\b/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;

export const corrected: Catalogue['corrected'] = ({ on, told }) =>
  `On ${on} we told you that ${told}. That turned out to be wrong, and we are sorry.`;

export const conditions: Catalogue['conditions'] = {
  order_held: {
    mood: 'neutral',
    heading: (f) => `${order(f)} is on hold`,
    says: (f) => [f.cause?.what ?? 'It is waiting for a check. We do not know more yet.'],
    then: ['next'],
    told: 'your order was on hold',
  },
  being_prepared: {
    mood: 'neutral',
    heading: (f) => `${order(f)} is being prepared`,
    says: (f) => [
      'Nothing is wrong: it leaves us on one of the next working days, and we write when it does.',
      cause(f),
    ],
    then: ['next', 'estimate'],
    told: 'your order was being prepared',
  },
  preparing_late: {
    mood: 'attention',
    heading: (f) => `${order(f)} is taking longer to prepare`,
    says: (f) => ['It has not left us yet, and it should have by now. We are sorry about that.', cause(f)],
    then: ['next'],
    told: 'your order was still being prepared',
  },
  label_without_pickup: {
    mood: 'attention',
    heading: (f) => `${order(f)} is still waiting for the carrier`,
    says: (f) => [
      `It is packed and has its label, but ${carrier(f)} has not collected it yet. So it is not on its way.`,
      cause(f),
    ],
    then: ['next'],
    told: 'your parcel was waiting for the carrier',
  },
  on_its_way: {
    mood: 'good',
    heading: (f) => `${order(f)} is on its way`,
    says: (f) => [
      f.lastSeenAt === null
        ? `${Carrier(f)} has it.`
        : `${Carrier(f)} has it and recorded it${inTown(f)} on ${f.lastSeenAt}.`,
    ],
    then: ['estimate'],
    told: 'your parcel was on its way',
  },
  out_for_delivery: {
    mood: 'good',
    heading: (f) => `${order(f)} is out for delivery`,
    says: (f) => [
      f.isReachedToday && f.reachedOn !== null
        ? `It is on the delivery van and should reach you today, ${f.reachedOn}.`
        : 'It is on the delivery van.',
    ],
    then: [],
    told: 'your parcel was out for delivery',
  },
  delivered: {
    mood: 'good',
    heading: (f) => (f.isWholeOrder ? 'Your order was delivered' : 'Part of your order was delivered'),
    says: (f) => [
      `${Carrier(f)} reports that it was delivered${deliveredWhen(f)}.`,
      'If you cannot find it, please look where the carrier may have left it and ask your neighbours. Then reply to this email and we will look into it.',
    ],
    then: [],
    told: 'your parcel was delivered',
  },
  ready_for_pickup: {
    mood: 'attention',
    heading: (f) => `${order(f)} is ready to collect`,
    says: (f) => [f.facility === null ? 'It is waiting for you.' : `It is waiting for you at ${f.facility}.`],
    then: ['next'],
    told: 'your parcel was ready to collect',
  },
  silence: {
    mood: 'attention',
    heading: (f) =>
      `No news of ${f.isWholeOrder ? 'your order' : 'part of your order'} for longer than usual`,
    says: (f) => [`${silence(f)} ${orUnknown(f)}`, nothingToDo],
    then: ['next', 'estimate'],
    told: 'there was no news of your parcel',
  },
  moving_again: {
    mood: 'good',
    heading: (f) => `${order(f)} is moving again`,
    says: (f) => [
      f.lastSeenAt === null
        ? `${Carrier(f)} has recorded it again.`
        : `${Carrier(f)} recorded it again${inTown(f)} on ${f.lastSeenAt}.`,
    ],
    then: ['estimate'],
    told: 'your parcel was moving again',
  },
  exception: {
    mood: 'attention',
    heading: (f) => f.cause?.label ?? 'There is a problem with the delivery',
    says: (f) => [orUnknown(f), ask(f)],
    then: ['next'],
    told: 'there was a problem with the delivery',
  },
  noise: {
    mood: 'neutral',
    heading: (f) => `News of ${f.isWholeOrder ? 'your order' : 'part of your order'}`,
    says: (f) => [f.now],
    then: ['next', 'estimate'],
    told: 'there was news of your order',
  },
  case_resolved: {
    mood: 'good',
    heading: (f) => `The problem with ${f.isWholeOrder ? 'your order' : 'part of your order'} is solved`,
    says: (f) => [
      f.cause === null
        ? 'We wrote to you about a problem. It is solved.'
        : `We wrote to you about this: “${f.cause.label}”. It is solved.`,
      f.now,
    ],
    then: ['next', 'estimate'],
    told: 'the problem with your order was solved',
  },
  estimate_moved: {
    mood: 'attention',
    heading: (f) =>
      f.estimate === null ? 'The delivery date has changed' : `Delivery is now expected ${f.estimate.when}`,
    says: (f) => [
      f.cause === null ? 'The carrier has changed the date and has not given a reason.' : f.cause.what,
    ],
    then: ['estimate'],
    told: 'the delivery date had changed',
  },
  case_overdue: {
    mood: 'attention',
    heading: () => 'We are still working on it',
    says: (f) => ['It takes us longer than it should, and we are sorry.', f.now],
    then: ['next'],
    told: 'we were still working on the problem',
  },
  promise_at_risk: {
    mood: 'attention',
    heading: (f) =>
      f.estimate === null
        ? `${order(f)} may come later than we said`
        : `Delivery is now expected ${f.estimate.when}`,
    says: (f) => [
      'It will probably not come by the date that we showed you. We are sorry, and wanted you to know before that day.',
      orUnknown(f),
    ],
    then: ['estimate'],
    told: 'your parcel would come later than we had said',
  },
  promise_broken: {
    mood: 'attention',
    heading: (f) => `${order(f)} has not arrived when we said it would`,
    says: (f) => [`We are sorry. ${orUnknown(f)}`, f.now],
    then: ['next', 'estimate'],
    told: 'your parcel was late',
  },
  correction: {
    mood: 'attention',
    heading: () => 'A correction',
    says: (f) => [
      f.corrected === null
        ? 'Something that we told you about your order turned out to be wrong. We are sorry.'
        : corrected(f.corrected),
      `What we know now: ${afterColon(f.now)}`,
    ],
    then: ['next', 'estimate'],
    told: 'something else was wrong',
  },
  number_replaced: {
    mood: 'neutral',
    heading: () => 'Your parcel has a new tracking number',
    says: (f) => [
      f.trackingNumber === null
        ? `${Carrier(f)} has given it a new number. The old one will show no more news.`
        : `${Carrier(f)} has given it a new number: ${f.trackingNumber}. The old one will show no more news.`,
    ],
    then: ['estimate'],
    told: 'your parcel had a new tracking number',
  },
  returning: {
    mood: 'attention',
    heading: (f) => `${order(f)} is on its way back to us`,
    says: (f) => [
      f.reason === null || f.reason === 'return'
        ? 'The carrier is bringing it back to us and has not said why.'
        : cause(f),
    ],
    then: ['next'],
    told: 'your parcel was on its way back to us',
  },
};
