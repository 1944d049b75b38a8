import { CASE_OPTIONS, caseChoiceSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/**
 * A customer chooses a way out of an open case. The first choice stands: somebody may be acting on it already. The calling
 * service has proven that whoever asks may choose (identity level 2).
 */
export const casesChoose = defineRpc({
  subject: 'cases.case.choose',
  description: 'A customer chooses one of the options of an open case; answered when it is committed',
  service: 'decision-engine',
  request: z.object({
    brandId: z.string().min(1),
    orderId: z.uuid(),
    caseId: z.string().min(1),
    option: z.enum(CASE_OPTIONS),
    /** The same for every repetition of one choice; it stands in the log as the cause of what follows. */
    idempotencyKey: z.string().min(8).max(200),
  }),
  reply: z.object({
    /**
     * `chosen` also for a repetition. `already_chosen`: something else, before. `not_open`: there is no such case, or it is
     * solved. `not_offered`: the case has no such option.
     */
    outcome: z.enum(['chosen', 'already_chosen', 'not_open', 'not_offered']),
    /** The choice that stands. */
    choice: caseChoiceSchema.nullable(),
  }),
  timeoutMs: 5_000,
});
