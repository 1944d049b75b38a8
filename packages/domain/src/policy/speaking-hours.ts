import { fromMillis, toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { wallToMillis, zoneOffsetMs } from '../time/zone-offset.js';
import type { Order } from '../words/order.js';

/** Times of day between which only essential messages are sent; over midnight where `from` is the later one. */
export interface QuietHours {
  /** `21:00` */
  readonly from: string;
  readonly to: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const zonesByCountry = new Map<string, readonly string[]>();

/** By the CLDR data of the runtime. ECMA-402 has them on a locale, TypeScript's library does not know it yet. */
function zonesOfCountry(country: string): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known !== undefined) return known;
  const zones = /^[A-Z]{2}$/i.test(country)
    ? (new Intl.Locale(`und-${country}`) as { getTimeZones?(): readonly string[] }).getTimeZones?.()
    : undefined;
  zonesByCountry.set(country, zones ?? []);
  return zones ?? [];
}

/**
 * The zones in which the recipient may be: those of the country that the order goes to, since a postcode tells no zone
 * everywhere; the brand's own where that is not known.
 */
export function recipientZones(order: Order | null, brandZone: string): readonly string[] {
  const zones = order?.destination === undefined ? [] : zonesOfCountry(order.destination.country);
  return zones.length === 0 ? [brandZone] : zones;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** When the quiet that holds at this moment in this zone ends; null where none does. */
function quietEndMs({ from, to }: QuietHours, zone: string, atMs: number): number | null {
  const wallMs = atMs + zoneOffsetMs(zone, atMs);
  const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  const minute = (wallMs - midnightMs) / MINUTE_MS;
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  const isOverMidnight = begins > ends;
  const isQuiet = isOverMidnight ? minute >= begins || minute < ends : minute >= begins && minute < ends;
  if (!isQuiet) return null;
  const isTomorrow = isOverMidnight && minute >= begins;
  return wallToMillis(zone, midnightMs + (isTomorrow ? DAY_MS : 0) + ends * MINUTE_MS);
}

/** More hops than a day has zones, so that a policy that is quiet all day ends too. */
const MAX_HOPS = 48;

/**
 * The first instant from `asOf` on at which it is quiet in none of the zones. Where a country spans so many zones that
 * it is always quiet somewhere, the last one tried: then a message waits two days at most.
 */
export function quietUntil(quiet: QuietHours, zones: readonly string[], asOf: Instant): Instant {
  let atMs = toMillis(asOf);
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const ends = zones.map((zone) => quietEndMs(quiet, zone, atMs)).filter((endMs) => endMs !== null);
    if (ends.length === 0) break;
    atMs = Math.max(...ends);
  }
  return fromMillis(atMs);
}
