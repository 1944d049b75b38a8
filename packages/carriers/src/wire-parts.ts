import { z } from 'zod';

/** A carrier as the source writes it: with at least one letter or digit, so that an id can be made of it. */
export const carrierName = z
  .string()
  .max(40)
  .regex(/[\p{L}\p{N}]/u, 'the name of a carrier');

/** Printable ASCII with something in it: what carriers print, and what people type. */
export const parcelNumber = z
  .string()
  .max(100)
  .regex(/^[ -~]*[!-~][ -~]*$/, 'a tracking number');

/** Decoration: it may be missing or odd without spoiling what carries the meaning. */
export const optionalText = z.transform((value): string | null => (typeof value === 'string' ? value : null));

/** What a source says of its refusal; a refusal without words is one all the same. */
export function refusalText(source: string): z.ZodCatch<z.ZodString> {
  return z.string().min(1).catch(`${source} refused`);
}
