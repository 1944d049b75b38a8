import type { Dialect } from '../dialect.js';

export const dhlParcelDeDialect: Dialect = {
  settings: { apiKey: 'key-0', apiSecret: 'secret-0', username: 'user-0', password: 'pass-0' },
  carrier: 'dhl_parcel_de',
  polls: [
    [
      { carrier: 'dhl_parcel_de', postalCode: '50968' },
      {
        query: {
          xml:
            '<?xml version="1.0" encoding="UTF-8" standalone="no"?><data appname="user-0" language-code="de" ' +
            'password="pass-0" piece-code="1Z9" request="d-get-piece-detail" zip-code="50968"/>',
        },
      },
    ],
  ],
  numbersIn: ({ query }) => [/piece-code="([^"]*)"/.exec(query.get('xml') ?? '')?.[1] ?? ''],
  answer: ([number]) =>
    `<?xml version="1.0"?><data name="piece-shipment-list" code="0"><data name="piece-shipment" piece-code="${number}">` +
    `<data name="piece-event-list"><data name="piece-event" event-timestamp="20.11.2026 15:19" event-text="Bearbeitet" ` +
    `standard-event-code="AA" ice="PARCV" ric="OTHER"/></data></data></data>`,
};
