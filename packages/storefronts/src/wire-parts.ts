import { z } from 'zod';

/** Several secrets while one is being replaced. */
export const webhookCredentials = z.object({ webhookSecrets: z.array(z.string().min(1)).default([]) });

/** A time with its offset or `Z`, as the instant that it is. */
export const instantFromOffset = z.iso
  .datetime({ offset: true, error: 'a time with its offset or Z: 2026-11-20T15:19:00-05:00' })
  .refine((text) => text >= '1990' && text < '2100', 'a time between 1990 and 2100')
  .transform((text) => new Date(text).toISOString());

/** Decoration: it may be missing or odd without spoiling what carries the meaning. */
export const optionalText = z.string().nullish().catch(null);
