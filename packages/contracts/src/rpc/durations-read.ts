import { instantSchema, LEGS } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

const laneCoverageSchema = z.object({
  leg: z.enum(LEGS),
  /** `US-CA`, or `DE-` where the region does not matter; `unknown` where the destination is not known. */
  lane: z.string(),
  /** Intervals that were given and whose parcel arrived. */
  outcomes: z.int().min(1),
  /** The share of them, from 0 to 1, that arrived inside. */
  coverage80: z.number(),
  coverage95: z.number(),
  /** Means, by the clock. */
  width80Hours: z.number(),
  width95Hours: z.number(),
});

export const durationsRead = defineRpc({
  subject: 'durations.brand.read',
  description: "What a brand's own deliveries taught, and whether its estimates held, by leg and lane",
  service: 'decision-engine',
  request: z.object({ brandId: z.string().min(1) }),
  reply: z.object({
    /** 0: nothing was learned yet. */
    version: z.int().min(0),
    learnedAt: instantSchema.nullable(),
    coverage: z.array(laneCoverageSchema),
  }),
  timeoutMs: 5_000,
});
