import { describe, expect, it } from '@jest/globals';
import { findStorefrontPlugin } from '@tidings/storefronts';
import { toStatement } from './statements-command.js';
import { readRows, toOrders } from './read-orders-csv.js';

const CSV = `\uFEFFnumber,placedAt,country,postalCode,email,name,lineId,title,quantity,carrier,trackingNumber,shippedAt
1001,2026-11-16T10:00:00Z,DE,10115,ada@example.com,"Example, Ada",l1,Lamp,2,DHL,00340434161094042557,2026-11-17T09:00:00Z
1001,2026-11-16T10:00:00Z,DE,10115,ada@example.com,"Example, Ada",l1,Lamp,1,UPS,1Z12345E0205271688,2026-11-18T09:00:00Z

1002,2026-11-16T11:00:00Z,,,,,l9,"Gift ""card""",x,,,
`;

describe('orders from a CSV', () => {
  it('are rows with one number, in the parcels that the rows name', () => {
    const [first] = toOrders(readRows(CSV));
    expect(first).toEqual({
      line: 2,
      body: {
        number: '1001',
        placedAt: '2026-11-16T10:00:00Z',
        updatedAt: '2026-11-16T10:00:00Z',
        destination: { country: 'DE', postalCode: '10115' },
        contact: { email: 'ada@example.com', name: 'Example, Ada', postalCode: '10115' },
        lines: [{ id: 'l1', title: 'Lamp', quantity: 3 }],
        shipments: [
          {
            id: '00340434161094042557',
            carrier: 'DHL',
            trackingNumber: '00340434161094042557',
            createdAt: '2026-11-17T09:00:00Z',
            lines: [{ lineId: 'l1', quantity: 2 }],
          },
          expect.objectContaining({
            trackingNumber: '1Z12345E0205271688',
            lines: [{ lineId: 'l1', quantity: 1 }],
          }),
        ],
      },
    });
  });

  it('are what the service takes, and leave what is wrong for it to name', () => {
    const read = toOrders(readRows(CSV)).map(({ body }) =>
      findStorefrontPlugin('generic')?.read(JSON.parse(JSON.stringify(body)), {
        receivedAt: '2026-11-22T12:00:00.000Z',
        topic: null,
      }),
    );
    expect(read).toEqual([
      expect.objectContaining({ orders: [expect.anything()] }),
      { error: expect.objectContaining({ code: 'invalid', field: 'lines.0.quantity' }) },
    ]);
  });

  it('need a head', () => expect(toOrders(readRows(''))).toEqual([]));
});

describe('a statement from a CSV', () => {
  it('has what belongs to what it says', () => {
    const cells = {
      author: 'Ada',
      reason: 'rang',
      carrier: 'UPS',
      trackingNumber: 'N1',
      newTrackingNumber: 'N2',
    };
    expect(toStatement({ ...cells, says: 'replaced_by' })).toEqual({
      author: 'Ada',
      reason: 'rang',
      parcel: { carrier: 'UPS', trackingNumber: 'N1' },
      says: 'replaced_by',
      by: { carrier: 'UPS', trackingNumber: 'N2' },
    });
    expect(toStatement({ ...cells, says: 'lost' })).not.toHaveProperty('by');
  });
});
