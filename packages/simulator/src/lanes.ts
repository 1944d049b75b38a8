import { publicHolidays } from '@tidings/calendars';
import type { WorkCalendar } from '@tidings/domain';
import type { Spread } from './hazards.js';

/** Carriers are invented: no real one is told what it does here. */
export interface Service {
  readonly carrier: string;
  readonly service: string;
  /** Hours between two hubs that the parcel spends working through, per scan. */
  readonly hop: Spread;
  /** By how many days its own date is off on average, and how far it strays. Carriers promise early. */
  readonly etaBiasDays: number;
  readonly etaNoiseDays: number;
  /** Share of parcels for which it gives a date at all. */
  readonly etaShare: number;
}

export interface Lane {
  readonly country: string;
  readonly region: string;
  /** Share of orders. */
  readonly share: number;
  readonly hops: number;
  readonly hasCustoms: boolean;
  readonly services: readonly [Service, ...Service[]];
  /** Days from order to door that the shop promises. Padded, as shops do. */
  readonly promisedDays: number;
}

const parcel: Service = {
  carrier: 'nordpost',
  service: 'parcel',
  hop: { medianHours: 9, sigma: 0.55 },
  etaBiasDays: -0.4,
  etaNoiseDays: 0.6,
  etaShare: 0.85,
};
const express: Service = {
  carrier: 'swiftline',
  service: 'express',
  hop: { medianHours: 4.5, sigma: 0.4 },
  etaBiasDays: -0.1,
  etaNoiseDays: 0.3,
  etaShare: 0.95,
};
const economy: Service = {
  carrier: 'nordpost',
  service: 'economy',
  hop: { medianHours: 14, sigma: 0.6 },
  etaBiasDays: -1,
  etaNoiseDays: 1.2,
  etaShare: 0.7,
};
const world: Service = {
  carrier: 'transglobe',
  service: 'international',
  hop: { medianHours: 16, sigma: 0.6 },
  etaBiasDays: -1.5,
  etaNoiseDays: 1.6,
  etaShare: 0.75,
};

export const LANES: readonly [Lane, ...Lane[]] = [
  {
    country: 'DE',
    region: 'north',
    share: 0.3,
    hops: 3,
    hasCustoms: false,
    services: [parcel, express, economy],
    promisedDays: 6,
  },
  {
    country: 'DE',
    region: 'south',
    share: 0.3,
    hops: 4,
    hasCustoms: false,
    services: [parcel, express, economy],
    promisedDays: 7,
  },
  {
    country: 'AT',
    region: 'vienna',
    share: 0.15,
    hops: 5,
    hasCustoms: false,
    services: [parcel, express],
    promisedDays: 9,
  },
  {
    country: 'FR',
    region: 'paris',
    share: 0.15,
    hops: 5,
    hasCustoms: false,
    services: [parcel, world],
    promisedDays: 10,
  },
  {
    country: 'CH',
    region: 'zurich',
    share: 0.1,
    hops: 5,
    hasCustoms: true,
    services: [world],
    promisedDays: 13,
  },
];

export const ZONE = 'Europe/Berlin';
const YEARS = [2026, 2027, 2028];

/** The days on which carriers move parcels to these destinations; all of them live in one zone here. */
export const CARRIER_DAYS: WorkCalendar = {
  zone: ZONE,
  workingDays: [1, 2, 3, 4, 5, 6],
  holidays: publicHolidays('DE', YEARS),
};

export const WAREHOUSE: WorkCalendar = {
  zone: ZONE,
  workingDays: [1, 2, 3, 4, 5],
  holidays: publicHolidays('DE', YEARS),
  opensAt: 8 * 60,
  closesAt: 17 * 60,
  cutOff: 14 * 60,
};

/** Opening hours of the warehouse that the shop itself expects from order to label. */
export const HANDLING_BUSINESS_HOURS = 18;
