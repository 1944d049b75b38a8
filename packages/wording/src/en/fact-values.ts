import type { AgentWords } from '../catalogue.js';
import { conditions } from './agent-conditions.js';

/** What a fact of a closed list can be, beside its label: `How it is delivered: Collected by the customer`. */
export const factValues: AgentWords['factValues'] = {
  delivery: { ship: 'Sent to the customer', pickup: 'Collected by the customer', none: 'Nothing to ship' },
  silence: { none: 'None', cannot_see: 'Not known: its source is down', silent: 'Longer than usual' },
  silenceLeg: {
    preparing: 'In the warehouse',
    label: 'Labelled, not collected yet',
    first_mile: 'Just collected',
    linehaul: 'On its way',
    customs: 'At customs',
    last_mile: 'Close to the customer',
    pickup_point: 'At the pickup point',
    returning: 'On its way back',
  },
  estimateBasis: {
    carrier: 'The carrier’s own date',
    learned: 'How long similar parcels take',
    promise: 'What was said at checkout',
  },
  whoMustAct: {
    nobody: 'Nobody',
    recipient: 'Customer',
    merchant: 'Shop',
    carrier: 'Carrier',
    government: 'Customs',
    broker: 'Customs broker',
  },
  etaEffect: {
    none: 'None',
    new: 'A new date',
    delay: 'Later',
    unknown: 'Not known',
    final: 'It will not arrive',
  },
  said: conditions,
};
