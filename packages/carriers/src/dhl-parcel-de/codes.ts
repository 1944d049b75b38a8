import {
  attempt,
  noise,
  opens,
  rowIn,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const EVENTS = 'DHL Parcel DE Tracking docs, standard event codes';
const PAIRS = 'DHL Parcel DE Tracking docs, combinations of event, ICE and RIC';
const PICKUP = { reason: 'pickup_ready', etaEffect: 'unknown' } as const;

const STANDARD_EVENTS: Record<string, Row> = {
  VA: step('label_created', EVENTS),
  DD: noise(EVENTS),
  AE: scan('picked_up', EVENTS),
  AN: opens('collection_failed', EVENTS, { milestone: 'label_created', etaEffect: 'unknown' }),
  ...rowsFor('ES EE AA NB', scan('in_transit', EVENTS)),
  ZO: step('in_transit', EVENTS, { reason: 'customs_processing', etaEffect: 'unknown' }),
  PO: scan('out_for_delivery', EVENTS),
  ...rowsFor('ZF LA', scan('available_for_pickup', EVENTS, PICKUP)),
  // "Attempt not successful": also redirected, lost, sent back and missed, as the pair says.
  ZN: opens('unspecified', EVENTS, { etaEffect: 'delay', isVague: true }),
  BV: opens('unspecified', EVENTS, { isVague: true }),
  ZU: scan('delivered', EVENTS),
  GT: noise(EVENTS),
};

/** RIC under the ICE `NTDEL` and `DLVRF`: why a delivery failed. */
const FAILED: Record<string, Row> = {
  NHOME: attempt('recipient_unavailable', PAIRS),
  ...rowsFor('CLOSD HLDAY', attempt('business_closed', PAIRS)),
  ...rowsFor('BADD BDADD', attempt('address_incorrect', PAIRS)),
  CNCNR: attempt('recipient_unreachable', PAIRS),
  CPUNK: attempt('recipient_unknown', PAIRS),
  MOVED: attempt('recipient_moved', PAIRS),
  ...rowsFor('RFUSD NTORD', attempt('refused', PAIRS, { etaEffect: 'final' })),
  ...rowsFor('AGNEG IDNEG CTCNI', attempt('signature_or_id_required', PAIRS)),
  TRPMT: attempt('payment_due', PAIRS),
  NTCCN: opens('unclaimed', PAIRS),
  ...rowsFor('PCKST SERPT', attempt('rerouted_pickup_point', PAIRS)),
  ...rowsFor('CAPEX CRROT DRCRU TCHBD', opens('operational_delay', PAIRS)),
  FRMJR: opens('disaster', PAIRS),
  DMGED: opens('damaged', PAIRS, { etaEffect: 'unknown' }),
  MSDOC: opens('customs_docs_missing', PAIRS),
  MSLBL: opens('label_problem', PAIRS, { etaEffect: 'delay' }),
  SECDA: attempt('recipient_unavailable', PAIRS),
};

/** ICE that say more than the standard event above them. */
const ICES: Record<string, Row> = {
  OFWRD: scan('in_transit', PAIRS, { reason: 'forwarded', etaEffect: 'delay' }),
  ...rowsFor('RCCLS LOSTX', opens('lost_investigation', PAIRS)),
  ...rowsFor('EXPHD RTTSP', step('returning', PAIRS, { reason: 'return' })),
  LDEXC: opens('operational_delay', PAIRS),
  STORN: { ...noise(PAIRS), kind: 'correction', etaEffect: 'unknown' },
};

/** Combinations that DHL files under "delivery successful" and that are none. */
const FALSE_DELIVERIES: Record<string, Row> = {
  ...rowsFor(
    'DSPSD/BDADD DSPSD/CNCNR DSPSD/DMGED DSPSD/FRMJR DSPSD/GDNMS DSPSD/MOVED DSPSD/NTCLM DSPSD/NTORD',
    scan('lost', PAIRS, { reason: 'destroyed' }),
  ),
  'DLVRD/CUSTM': scan('in_transit', PAIRS, { reason: 'customs_processing' }),
  'DLVRD/HNDTC': scan('in_transit', PAIRS, { reason: 'transferred_to_partner' }),
  'MVARR/NRQRD': scan('in_transit', PAIRS),
};

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'standard-event-code', rows: STANDARD_EVENTS },
  { name: 'ric under NTDEL and DLVRF', rows: FAILED },
  { name: 'ice', rows: ICES },
  { name: 'ice/ric', rows: FALSE_DELIVERIES },
];

export interface ParcelDeCodes {
  readonly event: string;
  readonly ice: string;
  readonly ric: string;
}

/** The pair before the standard event: `ZU` is believed only where the pair does not say otherwise. */
export function findRow({ event, ice, ric }: ParcelDeCodes): Row | undefined {
  const failed = ice === 'NTDEL' || ice === 'DLVRF' ? rowIn(FAILED, ric) : undefined;
  return (
    rowIn(FALSE_DELIVERIES, `${ice}/${ric}`) ?? rowIn(ICES, ice) ?? failed ?? rowIn(STANDARD_EVENTS, event)
  );
}
