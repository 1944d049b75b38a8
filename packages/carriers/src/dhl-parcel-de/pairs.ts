import { attempt, noise, opens, resolves, rowsFor, scan, step, type Row } from '../code-table.js';

const PAIRS = 'DHL Parcel DE Tracking docs, combinations of event, ICE and RIC (July 2024)';
const IN_TRANSIT = { milestone: 'in_transit' } as const;
const UNKNOWN = { etaEffect: 'unknown' } as const;
const AS_ASKED = { reason: 'hold_requested', etaEffect: 'new' } as const;

/** RIC under the ICE `NTDEL` and `DLVRF`: why a delivery failed. */
export const FAILED: Record<string, Row> = {
  NHOME: attempt('recipient_unavailable', PAIRS),
  ...rowsFor('CLOSD HLDAY', attempt('business_closed', PAIRS)),
  ...rowsFor('BADD BDADD WRGPN WRGRI', attempt('address_incorrect', PAIRS)),
  CNCNR: attempt('recipient_unreachable', PAIRS),
  CPUNK: attempt('recipient_unknown', PAIRS),
  MOVED: attempt('recipient_moved', PAIRS),
  ...rowsFor('RFUSD NTORD', attempt('refused', PAIRS, { etaEffect: 'final' })),
  ...rowsFor('AGNEG IDNEG CTCNI IDDMG', attempt('signature_or_id_required', PAIRS)),
  TRPMT: attempt('payment_due', PAIRS),
  NTCCN: opens('unclaimed', PAIRS),
  ...rowsFor('PCKST SERPT', attempt('rerouted_pickup_point', PAIRS)),
  ...rowsFor('CAPEX CRROT DRCRU TCHBD NTIHU', opens('operational_delay', PAIRS)),
  WRGTR: opens('missort', PAIRS),
  FRMJR: opens('disaster', PAIRS),
  DMGED: opens('damaged', PAIRS, UNKNOWN),
  MSDOC: opens('customs_docs_missing', PAIRS, { actor: 'merchant' }),
  ...rowsFor('MSLBL MSSDT', opens('label_problem', PAIRS, { actor: 'merchant', etaEffect: 'delay' })),
  ...rowsFor('SHINF UDLVR', opens('unspecified', PAIRS, { actor: 'merchant', etaEffect: 'delay' })),
  ...rowsFor('NAGTB RSEXW', step('returning', PAIRS, { reason: 'service_restriction' })),
  SECDA: attempt('recipient_unavailable', PAIRS),
};

/** RIC under the ICE that say that a parcel is stopped or late: `EXPHD`, `ALERT`, `PURCR`, `LDEXC`, `MVDEX`, `MVTEX`. */
export const STOPPED: Record<string, Row> = {
  ...rowsFor('BDADD WRGRI', opens('address_incorrect', PAIRS)),
  ...rowsFor('CAPEX EQUBF OVRLD MSDLA STPRB TCATC TCHBD VHARU', opens('operational_delay', PAIRS)),
  CLREF: opens('customs_hold', PAIRS, { ...IN_TRANSIT, actor: 'merchant' }),
  ...rowsFor('DMGED DMGPC DMPHD', opens('damaged', PAIRS, UNKNOWN)),
  ...rowsFor('FFTCH GDNMS', opens('service_restriction', PAIRS)),
  FRMJR: opens('disaster', PAIRS),
  INCSH: opens('partial', PAIRS, { actor: 'carrier', etaEffect: 'unknown' }),
  ...rowsFor('INSPT LOSTX', opens('lost_investigation', PAIRS)),
  ...rowsFor('MSDOC PWMFD', opens('customs_docs_missing', PAIRS, { actor: 'merchant' })),
  ...rowsFor('MSLBL MSSDT UDFPC', opens('label_problem', PAIRS, { actor: 'carrier', etaEffect: 'delay' })),
  TRPMT: opens('payment_due', PAIRS),
  STBSD: opens('intercept', PAIRS),
  RTTSP: step('returning', PAIRS, { reason: 'return' }),
  ...rowsFor('DLVTM REJCT', noise(PAIRS)),
};

/** ICE that say more than the standard event above them. */
export const ICES: Record<string, Row> = {
  ADVIS: noise(PAIRS),
  CANCL: step('cancelled', PAIRS),
  CHECK: noise(PAIRS),
  CNFSC: scan('lost', PAIRS, { reason: 'prohibited' }),
  ...rowsFor('CNRFC HLDCC', scan('available_for_pickup', PAIRS, { reason: 'pickup_ready', ...UNKNOWN })),
  DLVRF: attempt('refused', PAIRS, { etaEffect: 'final' }),
  DMGDS: opens('damaged', PAIRS, { ...UNKNOWN, physical: true }),
  DSPSD: scan('lost', PAIRS, { reason: 'destroyed' }),
  ...rowsFor('DTNPC NTADT', opens('no_scan', PAIRS)),
  EXPHD: opens('unspecified', PAIRS, { isVague: true }),
  FWDCF: scan('in_transit', PAIRS),
  ...rowsFor('HLDCP HLDCU', opens('customs_hold', PAIRS, IN_TRANSIT)),
  LDEXC: opens('operational_delay', PAIRS),
  MSRTD: opens('missort', PAIRS, { physical: true }),
  ...rowsFor('MVDEX MVTEX', opens('operational_delay', PAIRS)),
  OFWRD: scan('in_transit', PAIRS, { reason: 'forwarded', etaEffect: 'delay' }),
  PBNDT: noise(PAIRS),
  ...rowsFor('PCKDU SHRCU', scan('picked_up', PAIRS)),
  ...rowsFor('PMTCR PMTCS', noise(PAIRS)),
  RCCLS: opens('lost_investigation', PAIRS),
  RELBL: noise(PAIRS, { reason: 'label_problem' }),
  REPCK: noise(PAIRS),
  RETRN: step('returning', PAIRS, { reason: 'return' }),
  ROUCR: noise(PAIRS, { reason: 'rerouted', etaEffect: 'new' }),
  RSDCP: resolves('customs_cleared', PAIRS, IN_TRANSIT),
  SECHK: noise(PAIRS),
  STORN: { ...noise(PAIRS), kind: 'correction', etaEffect: 'unknown' },
  TRBCR: scan('in_transit', PAIRS, { reason: 'transferred_to_partner' }),
};

/** Combinations of ICE and RIC that mean something that neither says; some are filed under "delivery successful" and are none. */
export const ICE_AND_RIC: Record<string, Row> = {
  ...rowsFor(
    'ADVIS/DLVDT ADVIS/DLVTM ADVIS/SECDA',
    noise(PAIRS, { reason: 'rescheduled', etaEffect: 'new' }),
  ),
  'ADVIS/ROUCR': noise(PAIRS, { reason: 'rerouted', etaEffect: 'new' }),
  'ADVIS/STBSD': noise(PAIRS, { reason: 'intercept' }),
  'DLVRD/ACCDM': scan('delivered', PAIRS, { reason: 'damaged' }),
  'DLVRD/ACCSI': scan('delivered', PAIRS, { reason: 'partial' }),
  ...rowsFor('DLVRD/CODAR DLVRD/CODRP', noise(PAIRS)),
  'DLVRD/CUSTM': scan('in_transit', PAIRS, { reason: 'customs_processing' }),
  'DLVRD/HNDTC': scan('in_transit', PAIRS, { reason: 'transferred_to_partner' }),
  'HLDCC/NTCCN': opens('unclaimed', PAIRS),
  'INFCL/CTCST': noise(PAIRS),
  ...rowsFor('INFCL/CSREQ INFCL/DLVDT INFCL/HNDCA INFCL/HLDSR', noise(PAIRS, AS_ASKED)),
  'INFCL/HLDAY': opens('business_closed', PAIRS),
  'INFCL/INCSH': opens('partial', PAIRS, { actor: 'carrier', etaEffect: 'unknown' }),
  ...rowsFor('INFCL/NRQRD INFCL/FWEXH', scan('in_transit', PAIRS)),
  'INFCL/OARRV': resolves('customs_cleared', PAIRS, IN_TRANSIT),
  'LDTMV/SECDA': scan('out_for_delivery', PAIRS),
  'MVARR/NRQRD': scan('in_transit', PAIRS),
  ...rowsFor('NTDEL/OTHER NTDEL/OTHRE NTDEL/CTCST', attempt('unspecified', PAIRS, { isVague: true })),
  'OFWRD/CRRFN': opens('missort', PAIRS, { physical: true }),
  ...rowsFor('OFWRD/RTSCR OFWRD/RTSSA', step('returning', PAIRS, { reason: 'return' })),
  'RCCLS/GHSTP': noise(PAIRS),
  'RCCLS/LOSTX': step('lost', PAIRS, { reason: 'lost' }),
  'REPCK/MVMTV': scan('in_transit', PAIRS),
  'RETRN/NTCCN': step('returning', PAIRS, { reason: 'unclaimed' }),
  ...rowsFor('RETRN/NTORD RETRN/RFUSD', step('returning', PAIRS, { reason: 'refused' })),
  ...rowsFor('RETRN/DMGED RETRN/DMGPC', step('returning', PAIRS, { reason: 'damaged' })),
  // "In delivery process" of a parcel that is only arriving where the tours begin.
  ...rowsFor('ULFMV/UNLDD ULFMV/OARRV', scan('in_transit', PAIRS)),
};
