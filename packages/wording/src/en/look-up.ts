import type { LookUpWords } from '../catalogue.js';

export const lookUp: LookUpWords = {
  title: 'Where is my order?',
  intro:
    'The link in the emails that we sent you shows everything. Without it, you can see here how your order stands.',
  orderNumber: 'Order number',
  proof: 'Email address or postcode of the order',
  button: 'Show my order',
  notFound:
    'We found no order with these details. Please check them against the confirmation of your order, or write to us.',
};
