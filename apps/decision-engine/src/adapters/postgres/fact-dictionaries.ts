// What most facts say, in the order in which they say it; dates and places are of nobody.
// prettier-ignore
const FIRST = [
  '"kind":"exception_opened","milestone":"delivery_attempted","reason":"recipient_unavailable","actor":"recipient","etaEffect":"delay",',
  '"kind":"exception_resolved","reason":"weather","actor":"carrier","kind":"eta_change","etaEffect":"new","kind":"info","etaEffect":"unknown",',
  '"milestone":"available_for_pickup","milestone":"returning","actor":"merchant","etaEffect":"final","physical":false,',
  '"at":{"instant":null,"wall":"2026-01-01T00:00:00","offsetMinutes":null,"zoneFrom":"none","precision":"minute"},',
  '"offsetMinutes":-300,"zoneFrom":"place","precision":"second"},"offsetMinutes":0,"zoneFrom":"assumed","precision":"day"},',
  '"confidence":"aggregator","confidence":"text","verbatim":{"text":"","carrierEta":{"from":"2026-01-01","to":"2026-01-01"},"source":"',
  '"place":{"city":"","facility":"","country":"DE"},"place":{"facility":"","place":{"country":"',
  '"carrier":null,"trackingNumber":null,"shipmentId":null,"service":"","lines":[],"isCancelled":true,"events":[]},{"parcelId":"',
  '[{"parcelId":"01900000-0000-7000-8000-000000000000","carrier":"ups","trackingNumber":"1Z","shipmentId":"","service":null,',
  '"lines":[{"lineId":"1","quantity":1},{"lineId":"2","quantity":1}],"isCancelled":false,"createdAt":"2026-01-01T00:00:00.000Z",',
  '"events":[{"id":"","brandId":"","parcelRef":{"carrier":"ups","number":"1Z"},"at":{"instant":"2026-01-01T00:00:00.000Z",',
  '"wall":"2026-01-01T00:00:00","offsetMinutes":0,"zoneFrom":"carrier","precision":"second"},"sequence":0,"kind":"milestone",',
  '"milestone":"label_created","actor":"nobody","etaEffect":"none","physical":false,"confidence":"code","verbatim":{"code":"",',
  '"text":"Shipment information received"},"source":"","recordedAt":"2026-01-01T00:00:00.000Z","schemaVersion":1},{"id":"',
  '"sequence":1,"kind":"milestone","milestone":"picked_up","actor":"nobody","etaEffect":"none","physical":true,"confidence":"code",',
  '"place":{"city":"","region":"","postalCode":"","country":"US"},"verbatim":{"code":"","text":"Picked up"},"source":"',
  '"milestone":"in_transit","verbatim":{"code":"","text":"Arrived at ","text":"Departed ","milestone":"out_for_delivery",',
  '"text":"Out for delivery"},"milestone":"delivered","text":"Delivered"},"schemaVersion":1}]}]',
].join('');

export const FACT_DICTIONARIES = [FIRST] as const;
