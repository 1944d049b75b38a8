import { CONDITIONS, FACES, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

export const statementSchema = z.object({
  orderNumber: z.string().nullable(),
  orderId: z.string(),
  /** The decision that the rule took, or what a face showed by it. */
  key: z.string(),
  condition: z.enum(CONDITIONS),
  policyVersion: z.string(),
  /**
   * How it was told: the channel of a message (`email`), or the face (`page`, `ticket`, `bot`) that showed what was decided, or
   * a date of this order while the decision stood.
   */
  channel: z.union([z.enum(FACES), z.string()]),
  at: instantSchema,
  /** When those who were told heard that it is not so; null: they did not, or it is so. */
  correctedAt: instantSchema.nullable(),
});
export type Statement = z.infer<typeof statementSchema>;

/** Call it until `next` is null. */
export const statementsList = defineRpc({
  subject: 'statements.rule.list',
  description: 'Everything that one rule said in a window, by order and channel, oldest first',
  service: 'decision-engine',
  request: z.object({
    brandId: z.string().min(1),
    ruleId: z.string().min(1).max(100),
    /** By when it was said; `to` is exclusive. */
    from: instantSchema,
    to: instantSchema,
    /** Go on from here: the `next` of the last reply. */
    after: z.string().nullable().default(null),
    limit: z.int().min(1).max(500).default(100),
  }),
  reply: z.object({ statements: z.array(statementSchema), next: z.string().nullable() }),
  timeoutMs: 10_000,
});
