const MILLIS_HEX_DIGITS = 12;

/**
 * RFC 9562, section 5.7: 48 bits of milliseconds, then the randomness of a UUID v4, whose variant is the same. Node's own takes no
 * time, and ours stands for the time by the service's clock. Rows whose keys follow time lie together in every index.
 */
export function uuidV7(atMillis: number, uuidV4: string): string {
  const millis = atMillis.toString(16).padStart(MILLIS_HEX_DIGITS, '0');
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${uuidV4.slice(15)}`;
}

/** The smallest id of an instant: all receipts with smaller ids came in earlier. */
export function firstUuidOf(atMillis: number): string {
  return uuidV7(atMillis, '00000000-0000-4000-8000-000000000000');
}
