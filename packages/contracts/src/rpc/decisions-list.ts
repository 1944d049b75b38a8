import { CONDITIONS, OUTCOMES, REASON_NAMES, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

export const decisionViewSchema = z.object({
  key: z.string(),
  orderNumber: z.string().nullable(),
  condition: z.enum(CONDITIONS),
  reason: z.enum(REASON_NAMES).nullable(),
  /** What it is about; empty: the whole order. */
  parcelIds: z.array(z.string()).default([]),
  outcome: z.enum(OUTCOMES),
  factAt: instantSchema,
  decidedAt: instantSchema,
  speech: z.string(),
  trace: z.object({
    policyVersion: z.string(),
    ruleId: z.string(),
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    nearest: z.object({ fact: z.string(), needed: z.string(), wouldHave: z.string() }).nullable(),
    because: z.string().nullable(),
  }),
});
export type DecisionView = z.infer<typeof decisionViewSchema>;

export const decisionsList = defineRpc({
  subject: 'decisions.order.list',
  description: 'Every decision about one order with its trace, newest first',
  service: 'decision-engine',
  request: z.object({ brandId: z.string().min(1), orderNumber: z.string().min(1) }),
  reply: z.object({ decisions: z.array(decisionViewSchema) }),
  timeoutMs: 5_000,
});
