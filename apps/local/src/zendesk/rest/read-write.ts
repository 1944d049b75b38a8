import { z } from 'zod';
import type { Write } from '../desk-state.js';
import { Refusal } from '../desk-state.js';

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();

/** The body of Update Ticket, as far as this desk carries it out; what it does not know is refused, so that nothing is taken for done. */
const writeSchema = z.strictObject({
  ticket: z.strictObject({
    comment: z
      .strictObject({
        body: z.string().optional(),
        html_body: z.string().optional(),
        public: z.boolean().default(true),
        author_id: z.int().optional(),
      })
      .optional(),
    status: z.enum(['open', 'pending', 'hold', 'solved', 'closed']).optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    assignee_id: z.int().nullable().optional(),
    group_id: z.int().nullable().optional(),
    tags: z.array(z.string()).optional(),
    custom_fields: z.array(z.strictObject({ id: z.int(), value: fieldValue })).optional(),
    macro_id: z.int().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    updated_stamp: z.string().optional(),
    safe_update: z.boolean().optional(),
  }),
});

export function readWrite(body: unknown): Write {
  const { data, error } = writeSchema.safeParse(body);
  if (error !== undefined) {
    const [issue] = error.issues;
    const details = { [issue?.path.join('.') ?? 'base']: [{ description: issue?.message ?? '' }] };
    throw new Refusal(422, { error: 'RecordInvalid', description: 'Record validation errors', details });
  }
  const { comment, custom_fields: fields = [], ...rest } = data.ticket;
  return {
    ...commentOf(comment),
    set: {
      status: rest.status,
      priority: rest.priority,
      assigneeId: rest.assignee_id,
      groupId: rest.group_id,
      tags: rest.tags,
    },
    fields: Object.fromEntries(fields.map(({ id, value }) => [id, value])),
    macroId: rest.macro_id,
    metadata: rest.metadata,
    stamp: rest.safe_update === true ? rest.updated_stamp : undefined,
    channel: 'api',
  };
}

function commentOf(comment: z.infer<typeof writeSchema>['ticket']['comment']): Pick<Write, 'comment'> {
  const html = comment?.html_body ?? comment?.body;
  return comment === undefined || html === undefined ? {} : { comment: { html, isPublic: comment.public } };
}
