import { readShowing, showingSchema } from '@tidings/contracts';
import { HEADLINES, promiseSchema, shownStatusSchema } from '@tidings/domain';
import { z } from 'zod';
import type { Plan } from './plan-ticket.js';

/**
 * What an answer told its customer, and what is followed from then on. It stands in the write's metadata: after a crash the facts
 * may have moved on, and what is in the ticket has not.
 */
export const toldAnswerSchema = showingSchema.extend({ headline: z.enum(HEADLINES), macro: z.string() });
export type ToldAnswer = z.infer<typeof toldAnswerSchema>;

/** The same of a correction, which tells of some of an order's parcels. */
export const toldCorrectionSchema = z.object({
  promises: z.array(promiseSchema),
  statuses: z.array(shownStatusSchema),
});
export type ToldCorrection = z.infer<typeof toldCorrectionSchema>;

/** @param zone the shop's, in which its customers read dates */
export function readToldAnswer(
  { order, reply }: Extract<Plan, { kind: 'answer' }>,
  zone: string,
): ToldAnswer {
  const showing = readShowing(order, { face: 'ticket', zone });
  return { ...showing, headline: order.answer.headline, macro: reply.macro.title };
}
