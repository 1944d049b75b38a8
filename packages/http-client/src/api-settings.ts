import { z } from 'zod';

/** What a brand may set for any API that is asked, beside its credentials. */
export const apiSettings = z.object({
  /** A sandbox, or a proxy of the brand's own. */
  baseUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Where the brand's contract allows more, or a machine of its own bears less. All of them hold together. */
  limits: z
    .array(z.object({ requests: z.int().positive(), perSeconds: z.number().positive() }))
    .min(1)
    .optional(),
});
