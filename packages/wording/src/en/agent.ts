import type { AgentWords } from '../catalogue.js';
import { conditions } from './agent-conditions.js';
import { factValues } from './fact-values.js';
import { facts } from './facts.js';

const list = new Intl.ListFormat('en-GB');

export const agent: AgentWords = {
  conditions,
  tellingStates: {
    sent: 'Sent',
    waiting: 'On its way out',
    held: 'Held back',
    dropped: 'Not sent',
    undeliverable: 'Did not reach them',
  },
  results: {
    spoke: 'Message sent',
    quiet: 'Nothing sent',
    case_opened: 'Case opened',
    case_closed: 'Case closed',
  },
  because: {
    another_message_says_more: 'Another message that left at the same time says more.',
    before_speaking: 'It happened before this shop began to write to its customers.',
    breaker_open:
      'Far more messages of this kind than usual wanted to leave, so they were stopped to be looked at.',
    cannot_confirm: 'It could not be confirmed that this is still true. It is asked again.',
    budget_spent:
      'As many messages as this shop allows were sent already. It waits until another one may go.',
    coalescing: 'It waits a while for more news of its kind, so that one message tells all.',
    held_by_rule: 'A rule of this shop holds back ordinary news about this parcel.',
    quiet_hours: 'It is night where the customer is. It waits for the morning.',
    case_open: 'A case is open about it, and ordinary news waits until it is solved.',
    estimate_unmoved: 'It does not move the delivery date, and nobody has to do anything about it.',
    no_longer_true: 'When it was about to leave it was no longer true.',
    order_cancelled: 'The order was cancelled.',
    order_unknown: 'No order of this shop is known for it.',
    passed_through: 'It was over before anybody could be told.',
    paused: 'Messages are paused.',
    told_by_hold: 'The order is on hold for this reason, which has been told.',
    told_by_milestone: 'The step that the parcel has reached tells it already.',
    too_late_to_be_useful: 'It was too late for the news to be useful.',
    no_contact: 'No contact is known for this order.',
    no_contact_yet: 'No contact is known for this order yet.',
    no_address: 'The order has no e-mail address.',
    address_bounced: 'An earlier mail to this address came back.',
    address_complained: 'The customer marked an earlier mail as spam.',
    address_refused: 'Their mail provider does not know the address.',
    message_refused: 'Their mail provider refused the message.',
    unsubscribed: 'The customer does not want news like this.',
  },
  facts,
  factValues,
  otherwise: ({ fact, needed, wouldHave }) =>
    needed.startsWith('not ')
      ? `If “${fact}” had not been ${needed.slice(4)}: ${wouldHave}.`
      : `If “${fact}” had been ${needed}: ${wouldHave}.`,
  outcomes: {
    send: 'a message',
    suppress: 'no message',
    wait: 'a message later',
    hold: 'no message',
    escalate: 'the case raised',
    overtaken: 'no message',
    open_case: 'a case',
    close_case: 'the case closed',
  },
  nothing: 'nothing would have happened',
  outcomeOf: (outcome, condition) => `${outcome} (${condition.toLowerCase()})`,
  rule: (ruleId, policyVersion) => `Rule ${ruleId} of policy ${policyVersion}`,
  values: { true: 'Yes', false: 'No', unknown: 'None known', never: 'Never' },
  mustAct: {
    nobody: '',
    recipient: 'The customer has to act.',
    merchant: 'The shop has to act.',
    carrier: 'The carrier has to act.',
    government: 'Customs has to act.',
    broker: 'The customs broker has to act.',
  },
  chosen: (option, date) => `${option}, on ${date}`,
  addressGiven: 'The address that they gave',
  parcelTitle: (positions, count) =>
    count === 1
      ? 'The parcel'
      : `${positions.length === 1 ? 'Parcel' : 'Parcels'} ${list.format(positions.map(String))} of ${count}`,
  due: (date) => `Due ${date}`,
  wasDue: (date) => `Was due ${date}`,
  promised: (date) => `The customer was told to expect an update by ${date}.`,
  promiseBroken: (date) => `The customer was told to expect an update by ${date}. That has passed.`,
};
