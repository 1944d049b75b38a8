import {
  attempt,
  noise,
  opens,
  resolves,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';
import { CUSTOMS_CODES } from './customs-codes.js';
import { OTHER_EXCEPTION_CODES } from './other-exception-codes.js';

const UPS = 'UPS Track Alert API docs, exception codes (type X)';
const PICKUP_POINT = { reason: 'rerouted_pickup_point', actor: 'nobody', etaEffect: 'new' } as const;
const RETRACTION: Row = { ...noise(UPS), kind: 'correction', etaEffect: 'unknown' };

const ADDRESS: Record<string, Row> = {
  ...rowsFor('AG A8 AA A9 AB CY E1 FA H5 TF', opens('address_insufficient', UPS)),
  ...rowsFor('A6 AC AD AE AF AK AL AV AW CW H1 H2 H3 H4 OJ', opens('address_incorrect', UPS)),
  ...rowsFor('9I AH IJ', resolves('address_corrected', UPS)),
  ...rowsFor('DS PH', opens('label_problem', UPS, { actor: 'recipient', etaEffect: 'delay' })),
  '4Z': opens('label_problem', UPS, { actor: 'merchant', etaEffect: 'delay' }),
  TU: step('returning', UPS, { reason: 'address_insufficient', actor: 'merchant' }),
  A7: opens('recipient_moved', UPS),
  DW: opens('recipient_unknown', UPS),
  C8: opens('business_closed', UPS),
  AX: opens('recipient_unavailable', UPS),
  ...rowsFor('BQ BR BT DD DT VI VJ Y2 Y3', opens('recipient_unreachable', UPS)),
};

const ATTEMPTS: Record<string, Row> = {
  ...rowsFor('48 49 C4 OH KX HQ 7L YD', attempt('recipient_unavailable', UPS)),
  ...rowsFor('55 AY G3 L1 ZM', attempt('business_closed', UPS)),
  ...rowsFor('G7 FM G8 IQ IR PI', attempt('signature_or_id_required', UPS)),
  ...rowsFor('51 52 KI KZ', attempt('payment_due', UPS)),
  ...rowsFor('KT KR KS KQ AM AN AP AQ AS YE 8H', attempt('refused', UPS, { etaEffect: 'final' })),
  95: opens('no_access', UPS),
  GB: attempt('unspecified', UPS),
};

const TRANSIT: Record<string, Row> = {
  ...rowsFor(
    '3 4 8 15 16 17 18 19 22 23 31 68 87 1B 1K 1L 1O 1Q 1V 1X 2H 2Y 2Z 3A 3B 3C 4K 6E 7G 7N 7R 7S 7Y 9L 9M 9N 9O 9P 9Q 9R 9S 9T 9U 9V 9X 9Y 9Z',
    opens('operational_delay', UPS),
  ),
  ...rowsFor(
    'B1 CC CD CK CL CM CQ DC DG DR DU E3 ED EH EN FG G6 G9 GC GH GI GV HA HG HH LE LF MT NP NW OD P6 Q0 Q1 RY S8 TI TN UK',
    opens('operational_delay', UPS),
  ),
  ...rowsFor('6 7 34 D1 YI 8G', opens('missort', UPS)),
  ...rowsFor('2A 7V 7W 7X C5 DJ PZ 1E', opens('weather', UPS)),
  ...rowsFor('3D 6D', opens('weather', UPS, { etaEffect: 'unknown' })),
  DF: opens('disaster', UPS),
  ...rowsFor('2 14 O6 TH 3T 7Z 8K 8Y 8Z AZ C6', noise(UPS, { reason: 'rescheduled', etaEffect: 'new' })),
  ...rowsFor('1M X0', resolves('unspecified', UPS)),
  ...rowsFor('45 HR 13 TV HE', opens('damaged', UPS, { etaEffect: 'unknown' })),
  ...rowsFor('24 25 66 A3 A4 AJ 67', opens('damaged', UPS, { etaEffect: 'unknown' })),
  ...rowsFor('27 65 A1', step('returning', UPS, { reason: 'damaged' })),
  ...rowsFor('26 A2', step('lost', UPS, { reason: 'destroyed' })),
  64: scan('delivered', UPS, { reason: 'damaged' }),
  HD: opens('damaged', UPS, { etaEffect: 'unknown' }),
  ...rowsFor('S9 TJ UO F8 UP', opens('lost_investigation', UPS)),
  ...rowsFor('CG IB', noise(UPS, { reason: 'number_replaced' })),
};

const ENDINGS: Record<string, Row> = {
  ...rowsFor('DL O4 KP CS I1 UF 4R H8 90 O0 XU', step('returning', UPS, { reason: 'return' })),
  ...rowsFor('UA PP YJ YK 4S', scan('returned', UPS, { reason: 'return' })),
  ...rowsFor('6C 3N', step('returning', UPS, { reason: 'unclaimed' })),
  ...rowsFor('IY J0', scan('lost', UPS, { reason: 'prohibited' })),
  ...rowsFor('1F 8D BZ NI', scan('lost', UPS, { reason: 'destroyed' })),
  ...rowsFor('73 TX U0 U3 UN UR US HK I2', opens('prohibited', UPS)),
  ...rowsFor('46 47 60 C9 CA CV D2 D4 DP EX 9F OR 4P 1G 1H H9', opens('service_restriction', UPS)),
  ...rowsFor('TL 8I', { ...RETRACTION, milestone: 'delivered' }),
  F4: scan('delivered', UPS),
  ...rowsFor('FT KM', scan('delivered', UPS)),
};

const CHANGES: Record<string, Row> = {
  ...rowsFor(
    '78 79 6G 6I E0 H6 JA JB LU O1 O2 O3 O7 TB UD VM ZA ZB ZC',
    noise(UPS, { reason: 'rerouted', etaEffect: 'new' }),
  ),
  ...rowsFor(
    '39 AT E2 G1 LI MF O5 O8 OL S7 T3 UE UG VB VN Y7',
    noise(UPS, { reason: 'hold_requested', etaEffect: 'new' }),
  ),
  // Within five business days.
  54: noise(UPS, { reason: 'hold_requested', actor: 'recipient', etaEffect: 'new' }),
  ...rowsFor('89 2X 5R 5S 5V 5W 6H 6K 6R ZD ZL 6J', step('in_transit', UPS, PICKUP_POINT)),
  ...rowsFor('ZP I5', scan('available_for_pickup', UPS, { reason: 'pickup_ready', etaEffect: 'unknown' })),
  '5G': opens('pickup_deadline', UPS, { milestone: 'available_for_pickup' }),
  ...rowsFor('37 30 93 JC JH JI JJ K8', noise(UPS, { reason: 'intercept' })),
  ...rowsFor('4B LX RC YG ZK ZW', scan('in_transit', UPS, { reason: 'transferred_to_partner' })),
  ...rowsFor('2O F0 F3 GD HL IP P4 PG RB XD YT YX', scan('in_transit', UPS)),
  ...rowsFor('HF Z5', scan('picked_up', UPS)),
  ...rowsFor('RK RL ZS', scan('out_for_delivery', UPS)),
};

/** Every code that UPS documents under the type `X`. */
export const EXCEPTION_CODES: CodeTable = {
  name: 'UPS code of type X',
  rows: {
    ...OTHER_EXCEPTION_CODES,
    ...ADDRESS,
    ...ATTEMPTS,
    ...TRANSIT,
    ...CUSTOMS_CODES,
    ...ENDINGS,
    ...CHANGES,
  },
};
