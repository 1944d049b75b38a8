import { incidentPlaceSchema, incidentSchema, instantSchema, REASON_NAMES } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/** What a person says of an incident; their word is evidence. */
export const incidentInputSchema = z.strictObject({
  name: z.string().min(1).max(200),
  place: incidentPlaceSchema,
  /** The cause that messages may name; left out: they name none. */
  reason: z.enum(REASON_NAMES).nullable().default(null),
  /** What the shop itself says of it, in its customers' language: quoted in mails, pages, replies and to agents. */
  wording: z.string().trim().min(1).max(300).nullable().default(null),
  /** Left out: now. */
  from: instantSchema.optional(),
  /** When it is expected to end; left out: when somebody ends it. */
  to: instantSchema.nullable().default(null),
  by: z.string().min(1).max(100),
});
export type IncidentInput = z.output<typeof incidentInputSchema>;

const brandSchema = z.string().min(1);
const replySchema = z.object({ incident: incidentSchema });

export const incidentsDeclare = defineRpc({
  subject: 'incidents.incident.declare',
  description:
    'A person declares an incident, or changes one; one that was detected is theirs to end from then on',
  service: 'decision-engine',
  request: z.object({
    brandId: brandSchema,
    /** The one that is changed; left out: a new one. */
    incidentId: z.string().min(1).optional(),
    input: incidentInputSchema,
  }),
  reply: replySchema,
  timeoutMs: 5_000,
});

export const incidentsEnd = defineRpc({
  subject: 'incidents.incident.end',
  description: 'A person ends an incident',
  service: 'decision-engine',
  request: z.object({ brandId: brandSchema, incidentId: z.string().min(1), by: z.string().min(1).max(100) }),
  reply: replySchema,
  timeoutMs: 5_000,
});

export const incidentsList = defineRpc({
  subject: 'incidents.incident.list',
  description: 'Incidents of a brand, newest first',
  service: 'decision-engine',
  request: z.object({ brandId: brandSchema, limit: z.int().min(1).max(500).default(100) }),
  reply: z.object({ incidents: z.array(incidentSchema) }),
  timeoutMs: 5_000,
});
