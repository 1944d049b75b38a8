import type { UnsubscribeWords } from '../catalogue.js';

export const unsubscribe: UnsubscribeWords = {
  title: 'News about your orders',
  ask: (brandName) =>
    `Would you like ${brandName} to stop sending you news about your orders? You will still hear when something goes wrong or when you have to do something.`,
  button: 'Stop the news',
  done: (brandName) =>
    `Done. ${brandName} will send you no more news about your orders. You will still hear when something goes wrong or when you have to do something.`,
  unknown: 'This link is not valid any more.',
};
