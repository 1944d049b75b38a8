import { z } from 'zod';

/** Several secrets while one is being replaced. */
export const webhookCredentials = z.object({ webhookSecrets: z.array(z.string().min(1)).default([]) });
