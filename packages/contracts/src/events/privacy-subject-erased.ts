import { instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const erasedSubjectSchema = z.object({
  erasureId: z.string().min(1),
  /** As the shop writes them: they name the person without saying who it is. */
  orderNumbers: z.array(z.string().min(1).max(100)).min(1).max(500),
  erasedAt: instantSchema,
});
export type ErasedSubject = z.infer<typeof erasedSubjectSchema>;

/** Whoever keeps anything personal of these orders forgets it, and what an older event told of them does not come back. */
export const privacySubjectErased = defineEvent({
  subject: 'privacy.subject.erased.v1',
  stream: 'PRIVACY',
  description: 'A shop asked that the person behind these orders is forgotten',
  producers: ['ingestion'],
  consumers: ['notifier', 'answers', 'deflection'],
  schema: erasedSubjectSchema,
  dedupeKey: ({ erasureId }) => erasureId,
});
