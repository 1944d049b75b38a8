import { describe, expect, it } from '@jest/globals';
import { carrierId, trackingNumber } from './parcel-name.js';

describe('carrierId', () => {
  it.each([
    ['UPS', 'ups'],
    ['FedEx', 'fedex'],
    ['DHLExpress', 'dhl_express'],
    ['DHL Express', 'dhl_express'],
    ['dhl_express', 'dhl_express'],
    ['DhlEcs', 'dhl_ecommerce'],
    ['CanadaPost', 'canada_post'],
    ['Canada Post', 'canada_post'],
    ['constructor', 'constructor'],
    ['Evri International', 'evri_international'],
  ])('%s is %s', (written, id) => {
    expect(carrierId(written)).toBe(id);
  });

  it('is its own fixed point, so that an id may be given where a name is expected', () => {
    for (const name of ['UPS', 'UPSMailInnovations', 'Royal Mail', 'Posten Bring'])
      expect(carrierId(carrierId(name))).toBe(carrierId(name));
  });
});

describe('trackingNumber', () => {
  it('drops the spaces of the label and the case of the typist', () => {
    expect(trackingNumber(' 1z 999 aa1 01 2345 6784 ')).toBe('1Z999AA10123456784');
  });
});
