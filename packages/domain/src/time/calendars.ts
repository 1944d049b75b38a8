import type { WorkCalendar } from './work-calendar.js';

/** Whose working time bears on an order: a shop's warehouse and the carriers that fetch from it. */
export interface Calendars {
  readonly warehouse: WorkCalendar;
  /** In the zone of the customers. */
  readonly carrierDays: WorkCalendar;
}

const known = new WeakMap<WorkCalendar, WeakMap<WorkCalendar, WorkCalendar>>();

/**
 * Days, from midnight to midnight at the warehouse, on which a parcel with a label can be fetched: it needs somebody who
 * hands it over and somebody who takes it. The same calendars give the same object, since a calendar remembers its days.
 */
export function pickupDays({ warehouse, carrierDays }: Calendars): WorkCalendar {
  const ofWarehouse = known.get(warehouse) ?? new WeakMap<WorkCalendar, WorkCalendar>();
  const days = ofWarehouse.get(carrierDays);
  if (days !== undefined) return days;
  const made = daysOfBoth(warehouse, carrierDays);
  known.set(warehouse, ofWarehouse.set(carrierDays, made));
  return made;
}

/** Where they have no working day in common somebody comes on the carriers' days all the same. */
function daysOfBoth(warehouse: WorkCalendar, carrierDays: WorkCalendar): WorkCalendar {
  const shared = warehouse.workingDays.filter((day) => carrierDays.workingDays.includes(day));
  return {
    zone: warehouse.zone,
    workingDays: shared.length === 0 ? carrierDays.workingDays : shared,
    holidays: new Set([...warehouse.holidays, ...carrierDays.holidays]),
  };
}
