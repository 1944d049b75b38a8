import type { LetterWords } from '../catalogue.js';

export const letter: LetterWords = {
  subject: ({ orderNumber, brandName }) =>
    orderNumber === null ? `Your order from ${brandName}` : `Your order ${orderNumber} from ${brandName}`,
  subjectToAct: ({ orderNumber }, heading) =>
    orderNumber === null ? heading : `Order ${orderNumber}: ${heading}`,
  seePage: 'See your order',
  choose: 'Choose what happens next',
  unsubscribe: 'Stop news like this about my orders',
  footer: ({ brandName, orderNumber }) => [
    orderNumber === null
      ? `You get this email because you ordered from ${brandName}.`
      : `You get this email because you placed order ${orderNumber} at ${brandName}.`,
    'Questions? Just reply: your answer reaches our support team.',
  ],
  item: (title, quantity) => (quantity === 1 ? title : `${quantity} × ${title}`),
  parcelTitle: (position, count) => (count === 1 ? 'Your parcel' : `Parcel ${position} of ${count}`),
  waitingTitle: 'Not packed yet',
  availableFrom: (date) => `not before ${date}`,
  labels: {
    order: 'Order',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    expected: 'Expected',
    lastSeen: 'Last recorded',
  },
};
