import { noise, opens, resolves, rowsFor, step, type Row } from '../code-table.js';

const UPS = 'UPS Track Alert API docs, exception codes (type X)';
const CAPTURE = 'UPS Track API answers for parcels in clearance';
const IN_TRANSIT = { milestone: 'in_transit' } as const;

/** What the type `X` says about customs. The sender's papers are the merchant's to give. */
export const CUSTOMS_CODES: Record<string, Row> = {
  ...rowsFor(
    '5 1U 2N 2T B4 B8 BW BX CE DE E4 E8 E9 L3 OB R4 R5 RD RE RM RP RZ SF SS VK X2 X3 X7 XJ XK XL XY Y1 Z1 ES CN CP OI Y4',
    opens('customs_hold', UPS, IN_TRANSIT),
  ),
  ...rowsFor(
    '29 1W 2B 7U B5 BG BH BJ BK BP DY EU EV EW FE GF GZ OQ R7 RR RS S2 S3 SJ SL SP X6 XA XB X9',
    opens('customs_docs_missing', UPS, IN_TRANSIT),
  ),
  ...rowsFor(
    '40 43 71 4T 7T AO BA BB BD BE CX DN FF L2 L5 OT R6 RA S1 SN VP X5 X8 XC XE XG XN XO XV XW B9 D0 CZ OM RX 7H',
    opens('customs_docs_missing', UPS, { ...IN_TRANSIT, actor: 'merchant' }),
  ),
  ...rowsFor(
    '4C 7M 7I B3 B6 BV C3 D5 DB ER HW S4 S5 SI SY X4 TT TE',
    step('in_transit', UPS, { reason: 'customs_processing' }),
  ),
  ...rowsFor('R1 RJ RU SV T9 YA', opens('customs_broker', UPS, IN_TRANSIT)),
  '7P': opens('customs_broker', UPS, { ...IN_TRANSIT, actor: 'recipient' }),
  Z3: resolves('customs_broker', UPS, IN_TRANSIT),
  DA: resolves('customs_cleared', UPS, IN_TRANSIT),
  SR: resolves('customs_cleared', CAPTURE, IN_TRANSIT),
  ...rowsFor('1C 7F EY D9', opens('duties_due', UPS, IN_TRANSIT)),
  ...rowsFor('1D E7', resolves('duties_due', UPS, IN_TRANSIT)),
  Y5: noise(UPS, { reason: 'customs_processing' }),
};
