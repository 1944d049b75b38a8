import { noise, opens, resolves, rowsFor, scan, step, type Row } from '../code-table.js';

const UPS = 'UPS Track Alert API docs, exception codes (type X)';
const IN_TRANSIT = { milestone: 'in_transit' } as const;
const RESCHEDULED = { reason: 'rescheduled', etaEffect: 'new' } as const;
const PICKUP_POINT = { reason: 'rerouted_pickup_point', etaEffect: 'new' } as const;

const PROBLEMS: Record<string, Row> = {
  ...rowsFor('1 11 8A 8L H7 K1 K2 OS XZ DQ 3J 3L 5Z', opens('operational_delay', UPS)),
  // "We're updating plans to schedule your delivery": nobody says that the date is another one.
  ...rowsFor('1P 8R I8 SX', opens('operational_delay', UPS, { etaEffect: 'unknown' })),
  VL: opens('business_closed', UPS, { actor: 'carrier' }),
  A5: opens('disaster', UPS, { actor: 'recipient' }),
  84: opens('receptacle_full', UPS),
  ...rowsFor('91 C7', opens('label_problem', UPS, { actor: 'merchant', etaEffect: 'delay' })),
  ...rowsFor('33 BF', opens('unspecified', UPS, { actor: 'merchant', etaEffect: 'delay' })),
  ...rowsFor('1A 63 99 2E 4Q 5T 5U 6T D7 TC TK', opens('unspecified', UPS, { isVague: true })),
  ...rowsFor('72 4I', opens('hold_requested', UPS, { actor: 'carrier', etaEffect: 'delay' })),
  '4J': resolves('hold_requested', UPS),
  92: resolves('payment_due', UPS),
  ...rowsFor('G4 G5 KY', opens('collection_failed', UPS, { milestone: 'label_created' })),
  '5D': { ...noise(UPS), kind: 'correction', milestone: 'picked_up', etaEffect: 'unknown' },
  ...rowsFor('CF CT LV MI', opens('customs_hold', UPS, IN_TRANSIT)),
  ...rowsFor('TG VQ VR', step('in_transit', UPS, { reason: 'customs_processing' })),
  HO: opens('service_restriction', UPS),
  LQ: opens('damaged', UPS, { etaEffect: 'unknown' }),
  YF: opens('address_incorrect', UPS, { actor: 'merchant' }),
  YL: scan('lost', UPS, { reason: 'destroyed' }),
  YM: opens('lost_investigation', UPS, { actor: 'merchant' }),
  RV: step('returning', UPS, { reason: 'return' }),
};

const MOVES: Record<string, Row> = {
  ...rowsFor('9D 9J 9K', step('label_created', UPS)),
  ...rowsFor('76 77 VZ 4F 6P UI W8 YR', step('in_transit', UPS)),
  ...rowsFor('3P 4H ZN', scan('in_transit', UPS)),
  HM: scan('in_transit', UPS, { reason: 'rerouted' }),
  ...rowsFor('2V F7 OA VX ZV', scan('in_transit', UPS, { reason: 'transferred_to_partner' })),
  ...rowsFor('LY Y9', step('in_transit', UPS, { reason: 'transferred_to_partner' })),
  ...rowsFor('FN K7', step('delivered', UPS)),
};

const CHANGES: Record<string, Row> = {
  ...rowsFor('3U 4M 7Q J8 LH S6 RF RO RW UT VA VD VG', noise(UPS, RESCHEDULED)),
  ...rowsFor('2R 2U 8M 7D 3R 6L', noise(UPS, { reason: 'rerouted', etaEffect: 'new' })),
  ...rowsFor('3V 7C 7E RI 6Z', noise(UPS, PICKUP_POINT)),
  ...rowsFor('3S VE VF', noise(UPS, { reason: 'hold_requested', etaEffect: 'new' })),
  ...rowsFor('LZ XS', noise(UPS, { reason: 'hold_requested', actor: 'recipient', etaEffect: 'new' })),
  FW: noise(UPS, { reason: 'intercept' }),
  ...rowsFor('CH CJ YV', noise(UPS, { reason: 'label_problem' })),
  ...rowsFor('4Y ZX ZY ZZ EO', noise(UPS, { reason: 'eta_change', etaEffect: 'new' })),
};

/** Of no consequence to whoever waits: upgrades, claims, temperatures, calls, instructions that were noted. */
const NOTES: Record<string, Row> = rowsFor(
  '56 59 1T 2G 2S 3Q 3W 3Z 4L 4N 5A 5B 6B 6W 6X 8C 8E 8F 9C F5 GN GO GQ GR HJ HN I3 I9 J9 K5 K6 KN KO L0 L8 LN LO O9 ' +
    'P7 R3 R8 RG RH S0 SO SU T4 T5 T6 T7 T8 TA TO TR TS UL UW UX UZ V9 VH VU VV VW YS YU YW Z7 Z8 ZO ZU',
  noise(UPS),
);

/** Together with the commoner ones these are all that UPS documents under the type `X`. */
export const OTHER_EXCEPTION_CODES: Readonly<Record<string, Row>> = {
  ...PROBLEMS,
  ...MOVES,
  ...CHANGES,
  ...NOTES,
};
