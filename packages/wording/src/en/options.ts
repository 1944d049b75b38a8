import type { Catalogue } from '../catalogue.js';

export const options: Catalogue['options'] = {
  correct_address: 'Correct the address',
  reschedule: 'Choose another delivery day',
  collect: 'Hold it to be collected',
  reship: 'Send it again',
  refund: 'Get the money back',
  contact_us: 'Something else',
};
