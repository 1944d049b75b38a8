import { z } from 'zod';

export const historyQuerySchema = z.strictObject({
  /** `true`: an import, folded and never spoken about. */
  history: z.enum(['true', 'false']).default('false'),
});
