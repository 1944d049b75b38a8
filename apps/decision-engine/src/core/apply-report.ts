import type { TrackingReport } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import {
  addOrderEvents,
  addParcelEvents,
  type ApplyContext,
  type Draft,
  emptyParcel,
  later,
  putParcel,
  update,
} from './draft.js';
import { beganAt, isOfThisLife, isSameUnique, successorsOf } from './identify-parcel.js';
import type { ParcelState } from './order-aggregate.js';
import { isSameCarrier } from './route-changes.js';

export function applyReport(draft: Draft, report: TrackingReport, context: ApplyContext): void {
  const ref = report.parcelRef;
  if (ref === null) addOrderEvents(draft, report.events);
  else {
    const bearers = draft.aggregate.parcels.filter((parcel) => isAbout(parcel, report));
    if (bearers.length === 0) {
      const createdAt = beganAt(report.events, context.asOf);
      bearers.push(bindParcel(draft, { carrier: ref.carrier, number: ref.number, createdAt }, context));
    }
    for (const parcel of bearers)
      addParcelEvents(draft, parcel.parcelId, { ...report, carrier: ref.carrier });
    const [predecessor] = bearers;
    for (const successor of successorsOf(report.events))
      if (predecessor !== undefined) bindSuccessor(draft, { predecessor, successor }, context);
  }
  if (report.isHistory) update(draft, { speaksFrom: later(draft.aggregate.speaksFrom, context.asOf) });
}

function isAbout(parcel: ParcelState, report: TrackingReport): boolean {
  const ref = report.parcelRef;
  return (
    ref !== null &&
    parcel.trackingNumber === ref.number &&
    isSameCarrier(parcel.carrier, ref.carrier) &&
    isSameUnique(parcel, ref.uniqueId) &&
    isOfThisLife(parcel.createdAt, report)
  );
}

interface Succession {
  readonly predecessor: ParcelState;
  readonly successor: { readonly carrier: string; readonly number: string };
}

/** What goes on under another number is in the same order, and holds the same lines. */
function bindSuccessor(draft: Draft, { predecessor, successor }: Succession, context: ApplyContext): void {
  const known = draft.aggregate.parcels.find(
    ({ trackingNumber, carrier }) =>
      trackingNumber === successor.number && isSameCarrier(carrier, successor.carrier),
  );
  if (known !== undefined) return;
  putParcel(draft, {
    ...emptyParcel(context),
    carrier: successor.carrier,
    trackingNumber: successor.number,
    service: predecessor.service,
    lines: predecessor.lines,
  });
}

/** A number for the order: its one open parcel without a number takes it, otherwise it is a parcel of its own. */
function bindParcel(
  draft: Draft,
  bearer: { carrier: string; number: string; createdAt: Instant },
  context: ApplyContext,
): ParcelState {
  const unnumbered = draft.aggregate.parcels.filter(
    (parcel) => parcel.trackingNumber === null && !parcel.isCancelled,
  );
  const [only, another] = unnumbered;
  const parcel: ParcelState =
    only !== undefined && another === undefined
      ? { ...only, carrier: bearer.carrier, trackingNumber: bearer.number }
      : {
          ...emptyParcel(context),
          carrier: bearer.carrier,
          trackingNumber: bearer.number,
          createdAt: bearer.createdAt,
        };
  putParcel(draft, parcel);
  return parcel;
}
