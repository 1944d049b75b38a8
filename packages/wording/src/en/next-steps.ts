import type { CaseOption } from '@tidings/domain';
import type { Catalogue } from '../catalogue.js';
import type { Facts } from '../gather-facts.js';

const by = ({ nextBy }: Facts): string => (nextBy === null ? '' : ` by ${nextBy}`);
const theCarrier = ({ carrier }: Facts): string => carrier ?? 'the carrier';

/** Where the reason already asks for something, only its date is left to say. */
const letUsKnow = (facts: Facts): string => {
  const hasAsked = facts.actor === 'recipient' && facts.cause?.ask !== null && facts.cause !== null;
  if (hasAsked) return facts.nextBy === null ? '' : `Please let us know${by(facts)}.`;
  return `Please let us know how you would like to go on${by(facts)}.`;
};

const OPTIONS: Readonly<Record<CaseOption, string | null>> = {
  correct_address: 'correct the address',
  reschedule: 'choose another delivery day',
  collect: 'hold it for you to collect',
  reship: 'send it again',
  refund: 'give you your money back',
  // Replying reaches us anyway.
  contact_us: null,
};

const choices = ({ options }: Facts): string => {
  const known = options.map((option) => OPTIONS[option]).filter((option) => option !== null);
  if (known.length === 0) return '';
  const last = known.at(-1) ?? '';
  return ` We can ${known.length === 1 ? last : `${known.slice(0, -1).join(', ')} or ${last}`}.`;
};

export const nextSteps: Catalogue['nextSteps'] = {
  we_release_hold: (facts) =>
    facts.nextBy === null
      ? 'You do not have to do anything. We start on your order as soon as this is settled; we do not have a date for that yet.'
      : `You do not have to do anything. We start on your order as soon as this is settled, which we expect${by(facts)}.`,
  you_pay_or_confirm: (facts) =>
    `Please complete the payment or confirm the order${by(facts)}. We start on it as soon as that is done.`,
  we_dispatch: (facts) =>
    facts.nextBy === null
      ? `Next, we hand it to the carrier. We do not have a date for that yet.`
      : `Next, we hand it to the carrier, which is planned${by(facts)}.`,
  carrier_collects: (facts) =>
    facts.nextBy === null
      ? `Next, ${theCarrier(facts)} collects it from us.`
      : `Next, ${theCarrier(facts)} collects it from us, normally${by(facts)}.`,
  carrier_scans: (facts) =>
    facts.nextBy === null
      ? `Next, ${theCarrier(facts)} records it again on its way.`
      : `Next, ${theCarrier(facts)} records it again on its way, normally${by(facts)}.`,
  carrier_delivers: (facts) => `Next, ${theCarrier(facts)} brings it to you.`,
  carrier_tries_again: (facts) => `Next, ${theCarrier(facts)} tries to deliver it again${by(facts)}.`,
  you_choose: (facts) => `${letUsKnow(facts)}${choices(facts)}`.trim(),
  you_collect: (facts) => `Please collect it${by(facts)}.`,
  we_solve: (facts) =>
    facts.nextBy === null
      ? 'Our team is looking after it and will write to you.'
      : `Our team is looking after it and will write to you${by(facts)}.`,
  authority_releases: (facts) =>
    facts.nextBy === null
      ? 'Next, customs has to release it. Nobody can say yet when that will be.'
      : `Next, customs has to release it, normally${by(facts)}.`,
  we_check: (facts) =>
    facts.nextBy === null
      ? 'We are watching it and will write to you when there is news.'
      : `We are watching it, and look at it again${by(facts)} at the latest. We will write to you when there is news.`,
  nothing: () => '',
};
