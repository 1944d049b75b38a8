import { noise, opens, rowIn, rowsFor, scan, step, type CodeTable, type Row } from '../code-table.js';
import { FAILED, ICE_AND_RIC, ICES, STOPPED } from './pairs.js';

const EVENTS = 'DHL Parcel DE Tracking docs, standard event codes';
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

export const CODE_TABLES: readonly CodeTable[] = [
  { name: 'standard-event-code', rows: STANDARD_EVENTS },
  { name: 'ric under NTDEL and DLVRF', rows: FAILED },
  { name: 'ric of a parcel that is stopped', rows: STOPPED },
  { name: 'ice', rows: ICES },
  { name: 'ice/ric', rows: ICE_AND_RIC },
];

const FAILED_ICES: ReadonlySet<string> = new Set(['NTDEL', 'DLVRF']);
const STOPPED_ICES: ReadonlySet<string> = new Set(['EXPHD', 'ALERT', 'PURCR', 'LDEXC', 'MVDEX', 'MVTEX']);
/** What is no attempt and no delivery, whatever its reason: where it stands is all that is said. */
const NOT_COLLECTED = 'AN';

export interface ParcelDeCodes {
  readonly event: string;
  readonly ice: string;
  readonly ric: string;
}

/** The pair before the standard event: `ZU` is believed only where the pair does not say otherwise. */
export function findRow({ event, ice, ric }: ParcelDeCodes): Row | undefined {
  if (event === NOT_COLLECTED) return rowIn(STANDARD_EVENTS, event);
  return (
    rowIn(ICE_AND_RIC, `${ice}/${ric}`) ??
    (FAILED_ICES.has(ice) ? rowIn(FAILED, ric) : undefined) ??
    (STOPPED_ICES.has(ice) ? rowIn(STOPPED, ric) : undefined) ??
    rowIn(ICES, ice) ??
    rowIn(STANDARD_EVENTS, event)
  );
}
