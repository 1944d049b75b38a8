import { z } from 'zod';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../ticket.js';

/** What Zendesk leaves out it means to be empty. */
function orNull<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? null);
}

/** REST writes ids as numbers, events as texts. */
const id = z.union([z.int().transform(String), z.string().regex(/^-?\d{1,20}$/, 'an id')]);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const text = orNull(z.string());

/** Decoration: it may be missing or odd without spoiling what carries the meaning. */
const optionalInstant = instant.nullish().catch(null).default(null);

/** Zendesk docs, Event-subscribed webhooks: one envelope for all events; what it says of the ticket is read again anyway. */
export const eventNoticeSchema = z.object({
  type: z.string(),
  id: z.string().nullish().default(null),
  time: optionalInstant.transform((at) => at ?? null),
  detail: z.object({ id: id.optional() }).optional(),
});

/** As our README has it written into a trigger. */
export const triggerNoticeSchema = z.object({ ticket_id: id, event: text });

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. Not every answer has it. */
  expires_in: z.number().positive().nullish(),
});

const via = z
  .object({
    channel: z.union([z.string(), z.number()]).transform(String).nullish(),
    source: z.object({ rel: text }).nullish(),
  })
  .nullish();

export const userSchema = z.object({
  id,
  name: z.string(),
  email: text,
  role: text,
  suspended: z.boolean().nullish(),
  locale: text,
});
export type WireUser = z.infer<typeof userSchema>;
const users = z.array(userSchema).default([]);

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();
const customField = z.object({ id, value: fieldValue.catch(null) });

export const ticketAnswerSchema = z.object({
  ticket: z.object({
    id,
    subject: text,
    status: z.enum(TICKET_STATUSES),
    via,
    from_messaging_channel: z.boolean().nullish(),
    requester_id: id,
    assignee_id: orNull(id),
    group_id: orNull(id),
    brand_id: orNull(id),
    tags: z.array(z.string()).default([]),
    custom_fields: z.array(customField).default([]),
    created_at: instant,
    /** Kept as it is written: it goes back as `updated_stamp`. */
    updated_at: z.iso.datetime({ offset: true }),
  }),
  users,
});
export type WireTicket = z.infer<typeof ticketAnswerSchema>['ticket'];

const page = { meta: z.object({ has_more: z.boolean(), after_cursor: text }).nullish(), users };

const commentSchema = z.object({
  id,
  author_id: id,
  audit_id: orNull(id),
  body: text,
  plain_body: text,
  public: z.boolean(),
  attachments: z.array(z.unknown()).nullish(),
  via,
  metadata: z.object({ flags: z.array(z.number()).nullish() }).nullish(),
  created_at: instant,
});
export type WireComment = z.infer<typeof commentSchema>;
export const commentsPageSchema = z.object({ ...page, comments: z.array(commentSchema) });

/** Of the many kinds of audit event, what is asked: comments, and changes of a field. */
const auditEventSchema = z.object({
  type: z.string(),
  field_name: text,
  value: z.unknown().optional(),
  public: z.boolean().nullish(),
});
const auditSchema = z.object({
  id,
  author_id: id,
  created_at: instant,
  via,
  metadata: z.object({ custom: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  events: z.array(auditEventSchema).default([]),
});
export type WireAudit = z.infer<typeof auditSchema>;
export const auditsPageSchema = z.object({ ...page, audits: z.array(auditSchema) });

export const identitiesPageSchema = z.object({
  ...page,
  identities: z.array(z.object({ type: z.string(), value: z.string(), verified: z.boolean() })),
});

/** `["channel:all", "text"]` where the macro speaks differently by channel. */
const actionSchema = z.object({ field: z.string(), value: z.unknown() });
export type WireAction = z.infer<typeof actionSchema>;
const macroSchema = z.object({
  id,
  title: z.string(),
  active: z.boolean().nullish(),
  updated_at: instant,
  actions: z.array(actionSchema),
});
export type WireMacro = z.infer<typeof macroSchema>;
export const macrosPageSchema = z.object({ ...page, macros: z.array(macroSchema) });

export const previewAnswerSchema = z.object({
  result: z.object({
    ticket: z.object({
      status: z.enum(TICKET_STATUSES).nullish(),
      priority: z.enum(TICKET_PRIORITIES).nullish().catch(null),
      assignee_id: id.nullish(),
      group_id: id.nullish(),
      tags: z.array(z.string()).nullish(),
      custom_fields: z.array(customField).nullish(),
      /** The published example has one object, accounts have lists. */
      fields: z.union([z.array(customField), customField.transform((field) => [field])]).nullish(),
      comment: z.unknown().optional(),
    }),
    /** The published example has it in the ticket, accounts have it beside. */
    comment: z.unknown().optional(),
  }),
});
export const previewCommentSchema = z.object({
  body: text,
  html_body: text,
  public: z.boolean().nullish(),
});

export const updateAnswerSchema = z.object({ audit: z.object({ id }) });
export const userAnswerSchema = z.object({ user: userSchema });
export const usersPageSchema = z.object({ users });
export const searchPageSchema = z.object({
  results: z.array(z.object({ id, result_type: text })),
  next_page: text,
});

/** Three shapes of refusal: `error` is a text, an object, or there is a list of `errors`. */
export const refusalSchema = z.object({
  error: z.union([z.string(), z.object({ title: text, message: text })]).optional(),
  description: text,
  details: z
    .record(z.string(), z.array(z.object({ description: text, error: text })).catch([]))
    .optional()
    .catch(undefined),
  errors: z
    .array(z.object({ code: text, title: text, source: z.unknown().optional() }))
    .optional()
    .catch(undefined),
});
export type Refusal = z.infer<typeof refusalSchema>;
