import type { WorkCalendar } from '@tidings/domain';
import type { Brand } from './brand.js';

const weekdays = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;

type WorkDays = Pick<WorkCalendar, 'workingDays' | 'holidays'>;

function workDays({ workingDays, holidays }: Brand['carrierDays']): WorkDays {
  return { workingDays: workingDays.map((day) => weekdays[day]), holidays: new Set(holidays) };
}

/** When the brand's warehouse works. Call it once per brand: the domain keeps what it has counted per calendar. */
export function warehouseCalendar({ warehouse }: Brand): WorkCalendar {
  return {
    ...workDays(warehouse),
    zone: warehouse.zone,
    opensAt: minutesOfDay(warehouse.opensAt),
    closesAt: minutesOfDay(warehouse.closesAt),
    cutOff: minutesOfDay(warehouse.cutOff),
  };
}

/** When carriers move this brand's parcels, in the zone of its customers. Call it once per brand. */
export function carrierCalendar({ carrierDays, zone }: Brand): WorkCalendar {
  return { ...workDays(carrierDays), zone };
}

function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
