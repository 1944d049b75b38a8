import type { Catalogue } from '../catalogue.js';

export const notices: Catalogue['notices'] = {
  notFound: {
    title: 'There is nothing to see here',
    text: 'This address does not lead to an order. If you came from a link, please check that it is complete, or open it again from the email.',
  },
  tooMany: {
    title: 'Please try again in a few minutes',
    text: 'Somebody has asked many times from where you are, or for the same order.',
  },
  unavailable: {
    title: 'We cannot show this page at the moment',
    text: 'The fault is ours, and your order is not affected. Please try again in a few minutes.',
  },
};
