import { CONDITIONS, instantSchema, OUTCOMES, REASON_NAMES } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

const outcomeSchema = z.enum(OUTCOMES).nullable();

export const policiesCompareShadow = defineRpc({
  subject: 'policies.shadow.compare',
  description: 'How a policy in the shadow would have decided, beside the one that spoke',
  service: 'decision-engine',
  request: z.object({
    brandId: z.string().min(1),
    /** Left out: the one that is in the shadow now. */
    version: z.string().min(1).max(60).optional(),
    /** By when it was decided; `to` is exclusive. */
    from: instantSchema,
    to: instantSchema,
    limit: z.int().min(1).max(500).default(100),
  }),
  reply: z.object({
    /** Null: none was named, and none is in the shadow. */
    version: z.string().nullable(),
    /** Messages asked for, by kind. */
    counts: z.array(
      z.object({ condition: z.enum(CONDITIONS), live: z.int(), shadow: z.int(), both: z.int() }),
    ),
    /** Decisions that one of them took and the other did not, or took otherwise; newest first. */
    differences: z.array(
      z.object({
        orderNumber: z.string().nullable(),
        key: z.string(),
        condition: z.enum(CONDITIONS),
        reason: z.enum(REASON_NAMES).nullable(),
        live: outcomeSchema,
        shadow: outcomeSchema,
        liveRule: z.string().nullable(),
        shadowRule: z.string().nullable(),
        decidedAt: instantSchema,
      }),
    ),
  }),
  timeoutMs: 20_000,
});
