import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/** `live` decides and speaks. `shadow` decides beside it and is recorded, and nothing of it leaves. */
const roleSchema = z.enum(['live', 'shadow']);

/** The same version applied again changes nothing. A policy is kept under its version for good: another one needs another. */
export const policiesApply = defineRpc({
  subject: 'policies.version.apply',
  description:
    "A version of a brand's policy is put to use, by every replica within seconds; refused where it is wrong",
  service: 'decision-engine',
  request: z.object({
    brandId: z.string().min(1),
    role: roleSchema,
    /** The policy as it is written; left out: the version that was kept before. */
    document: z.unknown().optional(),
    /** Without a document. Null: the policy of the brand's own file again; in the shadow: none any more. */
    version: z.string().min(1).max(60).nullable().default(null),
    /** Who applies it. */
    by: z.string().min(1).max(100),
    because: z.string().min(1).max(500),
  }),
  reply: z.object({
    outcome: z.enum(['applied', 'already_in_use', 'version_differs', 'unknown_version', 'refused']),
    version: z.string().nullable(),
    /** What was in use before; null: the policy of the brand's file. */
    previous: z.string().nullable(),
    /** Where it was refused: each names rule and field. */
    problems: z.array(z.string()),
  }),
  timeoutMs: 5_000,
});

export const policiesList = defineRpc({
  subject: 'policies.version.list',
  description: "Which versions of a brand's policy were put to use, by whom and why, newest first",
  service: 'decision-engine',
  request: z.object({ brandId: z.string().min(1) }),
  reply: z.object({
    /** The version that decides now, also where it is the brand's file's. */
    live: z.string(),
    shadow: z.string().nullable(),
    uses: z.array(
      z.object({
        role: roleSchema,
        version: z.string().nullable(),
        by: z.string(),
        because: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
  timeoutMs: 5_000,
});
